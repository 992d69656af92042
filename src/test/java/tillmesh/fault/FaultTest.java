package tillmesh.fault;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void a_fault_is_told_with_what_to_do() {
        Fault fault = new Fault(Remedy.RETRY, "disk full while append L1-5f3a90c1-42", "free space in the data folder");

        assertEquals("disk full while append L1-5f3a90c1-42 (free space in the data folder)", fault.sentence());
        assertEquals(Remedy.RETRY, fault.remedy());
    }

    @Test
    void a_fault_without_a_hint_is_told_without_brackets() {
        assertEquals("too large", new Fault(Remedy.SET_ASIDE, "too large", "").sentence());
    }

    @Test
    void a_fault_remembers_who_told_it() {
        Exception cause = new Exception("no space left on device");
        assertSame(cause, new Fault(Remedy.RETRY, "disk full", "", cause).getCause());
    }

    @Test
    void a_broken_promise_is_an_error_that_names_it() {
        AssertionError broken = assertThrows(
                AssertionError.class, () -> Check.that(false, "%s is moved back to %s", "L1-1", "pending"));

        assertEquals("L1-1 is moved back to pending", broken.getMessage());
        assertDoesNotThrow(() -> Check.that(true, "never %s"));
    }
}
