package tillmesh.cloud.http;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Clients that send each call once. Any thread. */
public final class OneCall {
    private OneCall() {}

    /** @param connect for the connection @param whole for all of a call, the answer included */
    public static OkHttpClient client(Duration connect, Duration whole) {
        return new OkHttpClient.Builder()
                .socketFactory(new Undelayed())
                .connectTimeout(connect)
                .readTimeout(whole)
                .callTimeout(whole)
                // A redirect is somebody else's page, and what is sent again must be counted by whoever sends it.
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(OneCall::notAtOnce)
                .build();
    }

    // OkHttp itself would send the same again at once when an answer says 503 and "come again after 0 seconds", as
    // PostgREST does without its database. A plain Odoo would book one more order.
    private static Response notAtOnce(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return "0".equals(response.header("Retry-After"))
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    /**
     * Why nothing came back, for a person, without a full stop. The message of such an exception may name addresses that change
     * from try to try; its kind is what matters.
     */
    public static String silence(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has run out, or this machine's clock is wrong";
            } else if (cause instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet: this machine's clock may be behind";
            } else if (cause instanceof CertPathBuilderException) {
                return "its certificate is signed by nobody whom this machine trusts";
            }
        }
        return "it does not answer (" + e.getClass().getSimpleName() + ")";
    }

    /** The body of an answer; null when it has more bytes than {@code most}. */
    public static byte @Nullable [] body(Response response, long most) throws IOException {
        ResponseBody body = response.body();
        if (body == null) {
            return new byte[0];
        }
        BufferedSource source = body.source();
        return source.request(most + 1) ? null : source.readByteArray();
    }

    /** Ends a client; calls under way get no answer. */
    public static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
