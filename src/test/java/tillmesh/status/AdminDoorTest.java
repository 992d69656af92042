package tillmesh.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tillmesh.config.Secret;

class AdminDoorTest {
    private final AtomicLong millis = new AtomicLong();
    private final AdminDoor door = new AdminDoor(Secret.of("right-token"), millis::get);

    @Test
    void the_right_token_gets_in_however_the_scheme_is_written() {
        assertEquals(0, status("a", "Bearer right-token"));
        assertEquals(0, status("a", "bearer  right-token"));
    }

    @Test
    void no_token_is_no_guess() {
        for (int more = 0; more < 100; more++) {
            assertEquals(401, status("a", null));
            assertEquals(401, status("a", "Basic abc"));
        }
        assertEquals(0, status("a", "Bearer right-token"));
    }

    @Test
    void an_address_that_guesses_waits_and_another_does_not() {
        for (int guess = 0; guess < AdminDoor.GUESSES_MAX; guess++) {
            assertEquals(401, status("a", "Bearer wrong"));
        }
        assertEquals(429, status("a", "Bearer wrong"));
        assertEquals(0, status("b", "Bearer right-token"));
        millis.addAndGet(AdminDoor.PENANCE.toMillis());
        assertEquals(401, status("a", "Bearer wrong"));
        assertEquals(429, status("a", "Bearer wrong"));
    }

    @Test
    void only_so_many_addresses_are_remembered() {
        for (int guess = 0; guess < AdminDoor.GUESSES_MAX; guess++) {
            status("first", "Bearer wrong");
        }
        for (int address = 0; address < AdminDoor.ADDRESSES_MAX; address++) {
            status("address-" + address, "Bearer wrong");
        }
        assertEquals(0, status("first", "Bearer right-token"));
    }

    @Test
    void without_a_token_nobody_is_let_in() {
        assertNotNull(new AdminDoor(Secret.NONE, millis::get).refusal("a", "Bearer "));
    }

    private int status(String address, @Nullable String authorization) {
        Outcome refusal = door.refusal(address, authorization);
        return refusal == null ? 0 : Objects.requireNonNull(refusal).httpStatus();
    }
}
