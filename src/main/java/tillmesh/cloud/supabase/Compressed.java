package tillmesh.cloud.supabase;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body as gzip. It is compressed when it is asked for, on a thread of OkHttp's: the loop thread has no time for that. */
final class Compressed extends RequestBody {
    private final byte[] plain;
    private final MediaType type;
    private byte @Nullable [] bytes;

    Compressed(byte[] plain, MediaType type) {
        this.plain = plain;
        this.type = type;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() throws IOException {
        return bytes().length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes());
    }

    private byte[] bytes() throws IOException {
        byte[] known = bytes;
        if (known == null) {
            ByteArrayOutputStream into = new ByteArrayOutputStream(plain.length / 4);
            try (GZIPOutputStream gzip = new GZIPOutputStream(into)) {
                gzip.write(plain);
            }
            known = into.toByteArray();
            bytes = known;
        }
        return known;
    }
}
