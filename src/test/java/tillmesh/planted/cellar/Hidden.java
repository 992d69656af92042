package tillmesh.planted.cellar;

/** Stands in a package without a row. */
final class Hidden {}
