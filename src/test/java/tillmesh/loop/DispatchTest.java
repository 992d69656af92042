package tillmesh.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DispatchTest {

    sealed interface Message {}

    record Hello(String name) implements Message {}

    sealed interface Order extends Message {}

    record Open(int number) implements Order {}

    record Close(int number) implements Order {}

    @Test
    void each_message_reaches_the_handler_of_its_type() {
        Dispatch<String, Message, String> table = Dispatch.<String, Message, String>over(Message.class)
                .on(Hello.class, (who, hello) -> who + " greets " + hello.name())
                .on(Open.class, (who, open) -> who + " opens " + open.number())
                .on(Close.class, (who, close) -> who + " closes " + close.number())
                .build();

        assertEquals("Ana greets Bo", table.handle("Ana", new Hello("Bo")));
        assertEquals("Bo closes 7", table.handle("Bo", new Close(7)));
    }

    @Test
    void a_table_with_a_hole_cannot_be_built_and_names_every_hole() {
        var table = Dispatch.<String, Message, String>over(Message.class).on(Open.class, (who, open) -> "");

        AssertionError hole = assertThrows(AssertionError.class, table::build);

        assertTrue(hole.getMessage().contains("Hello"), hole.getMessage());
        assertTrue(hole.getMessage().contains("Close"), hole.getMessage());
    }

    @Test
    void a_second_handler_for_one_type_is_refused() {
        var table = Dispatch.<String, Message, String>over(Message.class).on(Open.class, (who, open) -> "");

        assertThrows(AssertionError.class, () -> table.on(Open.class, (who, open) -> ""));
    }
}
