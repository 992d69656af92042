package tillmesh.status;

import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of an address. Only to be asked while the request is being taken. */
public final class Query {
    private final Request request;

    Query(Request request) {
        this.request = request;
    }

    /**
     * A whole number from 1 up.
     *
     * @param fallback when it is not there
     * @param most what larger ones are cut to
     * @throws BadQuery when it is something else
     */
    public int number(String name, int fallback, int most) {
        String text = request.getParameter(name);
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new BadQuery(name + " is a whole number from 1 to " + most + ".");
        }
        return Math.min(Integer.parseInt(text), most);
    }

    /**
     * A text.
     *
     * @param form a regular expression for the whole of it
     * @param wanted what it is in words, for the refusal
     * @return null when it is not there
     * @throws BadQuery when it has another form
     */
    public @Nullable String text(String name, String form, String wanted) {
        String text = request.getParameter(name);
        if (text != null && !text.matches(form)) {
            throw new BadQuery(name + " is " + wanted + ".");
        }
        return text;
    }

    /** Answered with 400. */
    static final class BadQuery extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadQuery(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
