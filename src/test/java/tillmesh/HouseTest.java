package tillmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The house stands as its page says: {@code docs/02-house.md}. */
@TestInstance(Lifecycle.PER_CLASS)
class HouseTest {
    private static final String PLANTED = "tillmesh.planted";

    private final HousePage page = HousePage.read(Path.of("docs/02-house.md"));
    private final JavaClasses built = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("tillmesh");

    HouseTest() throws IOException {}

    @Test
    void every_class_does_only_what_the_page_allows_its_room() {
        assertEquals("", String.join("\n", new HouseLaw("tillmesh", page).breaches(built)));
    }

    @Test
    void the_rows_have_no_cycle() {
        assertEquals(List.of(), new HouseLaw("tillmesh", page).cycle());
    }

    @Test
    void a_room_stands_exactly_when_the_page_says_that_it_is_built() {
        Set<String> said = new TreeSet<>();
        page.rooms().forEach((name, room) -> {
            if (room.built()) {
                said.add(name);
            }
        });
        Set<String> found = built.stream()
                .map(type -> type.getPackageName().substring("tillmesh.".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(said, found);
    }

    @Test
    void every_room_named_behind_a_lock_has_a_row() {
        for (HousePage.Lock lock : page.locks()) {
            assertTrue(page.rooms().keySet().containsAll(lock.rooms()), () -> lock.what() + " names " + lock.rooms());
        }
    }

    @Test
    void the_law_finds_each_planted_breach() {
        HousePage small = HousePage.parse(List.of(
                "| room | what it is for | may use | state |",
                "|---|---|---|---|",
                "| `lower` | is used | – | built |",
                "| `upper` | uses | lower | built |",
                "",
                "| what | names | only in |",
                "|---|---|---|",
                "| threads | `java.lang.Thread` | upper |",
                "| clocks | `java.lang.System.nanoTime()` `java.time.Clock` | upper |"));

        String found = String.join("\n", new HouseLaw(PLANTED, small).breaches(planted()));

        assertTrue(found.contains("lower may not use upper"), found);
        assertTrue(found.contains("lower may not touch threads"), found);
        assertTrue(found.contains("lower may not touch clocks: Method"), found);
        assertTrue(found.contains("calls method <java.lang.System.nanoTime()>"), found);
        assertTrue(found.contains("references method <java.lang.System.nanoTime()>"), found);
        assertTrue(found.contains("lower uses a library that has no row on the page"), found);
        assertTrue(found.contains(PLANTED + ".cellar.Hidden stands in a package that has no row"), found);
        assertEquals(0, found.lines().filter(line -> line.startsWith("upper")).count(), found);
    }

    @Test
    void the_law_finds_a_cycle_in_the_rows() {
        HousePage round = HousePage.parse(List.of(
                "| room | what it is for | may use | state |",
                "| `a` | - | b | built |",
                "| `b` | - | c | built |",
                "| `c` | - | a | built |",
                "",
                "| what | names | only in |",
                "| threads | `java.lang.Thread` | a |"));

        assertEquals(List.of("a", "b", "c", "a"), new HouseLaw("x", round).cycle());
    }

    @Test
    void a_row_that_allows_a_room_without_a_row_is_refused() {
        List<String> lines = List.of(
                "| room | what it is for | may use | state |",
                "| `a` | - | attic | built |",
                "",
                "| what | names | only in |",
                "| threads | `java.lang.Thread` | a |");

        assertThrows(IllegalArgumentException.class, () -> HousePage.parse(lines));
    }

    private static Collection<JavaClass> planted() {
        return new ClassFileImporter().importPackages(PLANTED).stream().toList();
    }
}
