package tillmesh.screen;

import java.io.IOException;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.jspecify.annotations.Nullable;

/** The pages for people: the board and the till. Each is one file that loads nothing from anywhere. Worker threads. */
public final class Pages extends HttpHandler {
    private final String file;
    private volatile @Nullable Page loaded;

    private Pages(String file) {
        this.file = file;
    }

    /** Mounts the shop page at {@code /} and {@code /dashboard}, the till, the stations and what the node says at their names. */
    public static void mountOn(Front front) {
        Pages shop = new Pages("shop.html");
        front.mount("/", shop);
        front.mount("/dashboard", shop);
        front.mount("/till", new Pages("till.html"));
        Pages station = new Pages("kitchen.html");
        front.mount("/kitchen", station);
        front.mount("/bar", station);
        front.mount("/protocol", new Pages("protocol.html"));
        Documents.mountOn(front);
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        if (!Method.GET.equals(request.getMethod()) && !Method.HEAD.equals(request.getMethod())) {
            response.setHeader(Header.Allow, "GET, HEAD");
            Routes.refuse(response, 405, "A page can only be read.");
            return;
        }
        Page page = page();
        response.setContentType("text/html; charset=utf-8");
        response.setContentLength(page.length());
        response.setHeader("Content-Security-Policy", page.policy());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(Header.CacheControl, "no-cache");
        page.writeTo(response.getOutputStream());
    }

    // Loaded when first asked for: hashing the pages costs a starting node more than opening its ports does. Two
    // threads
    // that ask at once both load the same.
    private Page page() {
        Page page = loaded;
        if (page == null) {
            page = Page.load(file);
            loaded = page;
        }
        return page;
    }
}
