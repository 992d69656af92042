package tillmesh.demo;

/**
 * What came of something that was asked of a running demo.
 *
 * @param ok whether it was done
 * @param said a sentence: what was done, or why not
 */
public record Answer(boolean ok, String said) {}
