package tillmesh.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void the_policy_names_the_hash_of_each_inline_block() {
        String policy = Page.policyOf("<style>a{}</style><script>alert('hello')</script><script>\n2\n</script>");

        // Computed with openssl over the bytes between the tags.
        assertTrue(
                policy.contains("script-src 'sha256-vIsp2avtxDy0157AryO+jEJVpLdmka7PI7o7C4q5ABE=' 'sha256-"), policy);
        assertEquals(1, policy.split("style-src ")[1].split(";")[0].split(" ").length);
    }

    @Test
    void a_page_without_code_may_run_none() {
        assertTrue(Page.policyOf("<p>hi").contains("script-src 'none'; style-src 'none'"));
    }

    @Test
    void every_page_in_the_jar_brings_its_code_inline_and_nothing_from_elsewhere() {
        for (String name : List.of("shop.html", "till.html", "protocol.html")) {
            Page page = Page.load(name);

            assertTrue(page.policy().contains("script-src 'sha256-"), name);
            assertTrue(page.length() > 1000, name);
        }
    }
}
