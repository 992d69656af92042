package tillmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the source is written, as far as a machine can see it. The reasons stand in {@code docs/02-house.md}. */
class SourceTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int FILE_LINES_MAX = 300;
    private static final int MEDIAN_LINES_MAX = 120;
    private static final int README_LINES_MAX = 150;
    private static final Set<String> BAD_PACKAGES =
            Set.of("util", "utils", "common", "core", "impl", "model", "helper", "service");
    private static final Pattern BAD_TYPES =
            Pattern.compile(".*(Manager|Helper|Processor|Impl|Util|Utils|Data|Info)|Tillmesh.*");
    // Whole words in code; comments and texts are taken out before these are looked for.
    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s*\\(");
    private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\.(out|err)\\b|\\bprintStackTrace\\b");
    private static final Pattern NOTE_TO_SELF = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern TEST_METHOD =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest)\\b[^{;]*?\\bvoid\\s+(\\w+)\\s*\\(");
    private static final Pattern SENTENCE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+){2,}");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^ *public (?:(?:static|final|sealed|non-sealed|abstract) )*(?:class|interface|record|enum|@interface) (\\w+)");
    private static final Pattern DOCUMENTED_BEFORE = Pattern.compile("(?s).*\\*/\\s*(@\\w+(\\([^)]*\\))?\\s*)*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern MIGRATION = Pattern.compile("V(\\d{3})__[a-z0-9_]+\\.sql");

    @Test
    void no_file_is_longer_than_300_lines() throws IOException {
        Map<Path, Integer> tooLong = new TreeMap<>(lengths(sources(MAIN, TEST)));
        tooLong.values().removeIf(lines -> lines <= FILE_LINES_MAX);
        assertEquals(Map.of(), tooLong);
    }

    @Test
    void half_of_the_files_have_at_most_120_lines() throws IOException {
        List<Integer> lengths = lengths(sources(MAIN)).entrySet().stream()
                .filter(file -> !file.getKey().endsWith("package-info.java"))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        int median = lengths.get(lengths.size() / 2);
        assertTrue(median <= MEDIAN_LINES_MAX, "median " + median);
    }

    @Test
    void packages_and_types_are_called_by_what_they_are() throws IOException {
        assertNone(
                sources(MAIN, TEST),
                (file, text) ->
                        Stream.of(file.getParent().toString().split("/")).anyMatch(BAD_PACKAGES::contains));
        assertNone(
                sources(MAIN, TEST),
                (file, text) -> BAD_TYPES.matcher(stem(file)).matches());
    }

    @Test
    void locks_are_held_only_where_threads_meet() throws IOException {
        assertNone(
                sources(MAIN),
                (file, text) -> !Set.of("loop", "screen", "status").contains(room(file))
                        && SYNCHRONIZED.matcher(code(text)).find());
    }

    @Test
    void nothing_waits_by_sleeping_but_scripted_shoppers() throws IOException {
        assertNone(
                sources(MAIN, TEST),
                (file, text) -> !file.startsWith(MAIN.resolve("tillmesh/demo"))
                        && SLEEP.matcher(code(text)).find());
    }

    @Test
    void only_the_commands_write_to_the_console() throws IOException {
        assertNone(
                sources(MAIN),
                (file, text) ->
                        !room(file).equals("cli") && CONSOLE.matcher(code(text)).find());
    }

    @Test
    void nothing_is_left_for_later_in_a_comment() throws IOException {
        List<Path> all = Stream.of(Path.of("src"), Path.of("sql"), Path.of("conf"), Path.of("docs"))
                .filter(Files::exists)
                .flatMap(SourceTest::under)
                .filter(file -> file.toString().matches(".*\\.(java|sql|md|properties|xml|html|mjs|json)"))
                .filter(file -> !file.toString().contains("node_modules"))
                .toList();
        assertNone(all, (file, text) -> NOTE_TO_SELF.matcher(text).find());
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() throws IOException {
        Set<Path> unmarked = new TreeSet<>();
        for (Path file : sources(MAIN)) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info)
                    || !Pattern.compile("(?s)/\\*\\*.*@NullMarked\\s+package.*")
                            .matcher(Files.readString(info))
                            .matches()) {
                unmarked.add(file.getParent());
            }
        }
        assertEquals(Set.of(), unmarked);
    }

    @Test
    void every_public_type_has_javadoc() throws IOException {
        List<String> bare = new ArrayList<>();
        for (Path file : sources(MAIN)) {
            String text = Files.readString(file);
            PUBLIC_TYPE
                    .matcher(text)
                    .results()
                    .filter(type -> !documented(text, type))
                    .forEach(type -> bare.add(file + " " + type.group(1)));
        }
        assertEquals(List.of(), bare);
    }

    @Test
    void test_names_are_sentences() throws IOException {
        List<String> bad = new ArrayList<>();
        for (Path file : sources(TEST)) {
            TEST_METHOD
                    .matcher(code(Files.readString(file)))
                    .results()
                    .map(hit -> hit.group(1))
                    .filter(name -> !SENTENCE.matcher(name).matches())
                    .forEach(name -> bad.add(stem(file) + "." + name));
        }
        assertEquals(List.of(), bad);
    }

    @Test
    void migrations_are_numbered_from_1_without_gaps() {
        List<String> names = under(Path.of("sql/lane"))
                .map(file -> file.getFileName().toString())
                .toList();
        List<Integer> numbers = names.stream()
                .map(MIGRATION::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(hit -> Integer.valueOf(hit.group(1)))
                .toList();
        assertEquals(Stream.iterate(1, n -> n + 1).limit(names.size()).toList(), numbers, () -> "files " + names);
    }

    @Test
    void links_between_pages_lead_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), under(Path.of("docs")))
                .filter(page -> page.toString().endsWith(".md") && Files.exists(page))
                .toList();
        for (Path page : pages) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.contains(":"))
                    .filter(link -> !Files.exists(page.resolveSibling(link)))
                    .forEach(link -> broken.add(page + " -> " + link));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void decisions_are_numbered_from_1_without_gaps_and_all_listed() throws IOException {
        List<String> names = under(Path.of("docs/decisions"))
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList();
        String index = Files.readString(Path.of("docs/decisions/README.md"));
        for (int i = 0; i < names.size(); i++) {
            assertTrue(names.get(i).startsWith(String.format("%04d-", i + 1)), names.get(i));
            assertTrue(index.contains("](" + names.get(i) + ")"), names.get(i) + " is not listed");
        }
    }

    @Test
    void the_readme_is_read_in_one_go() throws IOException {
        assertTrue(Files.readAllLines(Path.of("README.md")).size() <= README_LINES_MAX);
    }

    @Test
    void what_is_looked_for_would_be_seen() {
        assertTrue(Stream.of("OrderManager", "Helper", "OrderImpl", "TillmeshNode", "BoardInfo")
                .allMatch(name -> BAD_TYPES.matcher(name).matches()));
        assertTrue(SYNCHRONIZED.matcher(code("synchronized void a() {}")).find());
        assertTrue(SLEEP.matcher(code("Thread.sleep(10);")).find());
        assertFalse(SLEEP.matcher(code("// sleep(10)\n/* sleep(1) */ String s = \"sleep(1) \\\" sleep(2)\";"))
                .find());
        assertEquals(
                "badName",
                TEST_METHOD
                        .matcher("@Test\n    void badName() {")
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
        assertFalse(SENTENCE.matcher("badName").matches()
                || SENTENCE.matcher("too_short").matches());
        String bare = "/** Has one. */\npublic final class A {}\n\npublic record B() {}\n";
        assertEquals(
                List.of(true, false),
                PUBLIC_TYPE
                        .matcher(bare)
                        .results()
                        .map(type -> documented(bare, type))
                        .toList());
    }

    private static boolean documented(String text, MatchResult type) {
        return DOCUMENTED_BEFORE
                .matcher(text.substring(Math.max(0, type.start() - 200), type.start()))
                .matches();
    }

    /** The text without comments and string literals. */
    private static String code(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\"(?:\\\\.|[^\"\\\\\\n])*\"", "\"\"")
                .replaceAll("//[^\\n]*", "");
    }

    private static void assertNone(List<Path> files, BiPredicate<Path, String> bad) throws IOException {
        Set<Path> found = new TreeSet<>();
        for (Path file : files) {
            if (bad.test(file, Files.readString(file))) {
                found.add(file);
            }
        }
        assertEquals(Set.of(), found);
    }

    private static Map<Path, Integer> lengths(List<Path> files) throws IOException {
        Map<Path, Integer> lengths = new TreeMap<>();
        for (Path file : files) {
            lengths.put(file, Files.readAllLines(file).size());
        }
        return lengths;
    }

    private static String room(Path file) {
        return MAIN.resolve("tillmesh").relativize(file).getName(0).toString();
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    private static List<Path> sources(Path... roots) {
        return Stream.of(roots)
                .flatMap(SourceTest::under)
                .filter(file -> file.toString().endsWith(".java"))
                .collect(Collectors.toList());
    }

    private static Stream<Path> under(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
