package telaio.display;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import telaio.multiprocessing.worker.Frame;
import telaio.multiprocessing.worker.Home;

/// What a display says to the one who shows the notebook. Between JVMs it is a [Frame.Shown], so it
/// comes from any process in the order of what that process prints.
public sealed interface Showing {
    /// Something new to see.
    ///
    /// @param id under which it may be updated
    /// @param data by MIME type; always has `text/plain`
    record Show(String id, Map<String, String> data) implements Showing {}

    /// New content for what is shown under `id`.
    record Update(String id, Map<String, String> data) implements Showing {}

    /// Empties the cell's output.
    ///
    /// @param whenNextComes not before the next output is there
    record Clear(boolean whenNextComes) implements Showing {}

    /// What this side says by a [Comm].
    ///
    /// @param data JSON, as is `metadata`
    record Said(
            Arrival.Act act,
            String comm,
            String target,
            String data,
            String metadata,
            List<byte[]> buffers)
            implements Showing {}

    /// MIME type of what everybody can show.
    String PLAIN = "text/plain";

    /// The tag of a [Said].
    int SAID = 4;

    /// Sends this home, behind what was printed before.
    ///
    /// @param origin on whose behalf
    default void send(long origin) {
        System.out.flush();
        System.err.flush();
        Home.shown(frame(origin));
    }

    /// This as a frame.
    default Frame.Shown frame(long origin) {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        try {
            var text =
                    switch (this) {
                        case Show(var id, var data) -> forms(out, 0, id, data);
                        case Update(var id, var data) -> forms(out, 1, id, data);
                        case Clear(var whenNextComes) -> {
                            out.writeByte(whenNextComes ? 3 : 2);
                            yield "";
                        }
                        case Said said -> said(out, said);
                    };
            return new Frame.Shown(origin, text, bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String forms(DataOutputStream out, int tag, String id, Map<String, String> data)
            throws IOException {
        out.writeByte(tag);
        text(out, id);
        for (var entry : data.entrySet()) {
            if (!entry.getKey().equals(PLAIN)) {
                text(out, entry.getKey());
                text(out, entry.getValue());
            }
        }
        return data.getOrDefault(PLAIN, "");
    }

    /// Nobody reads it where there is no client.
    private static String said(DataOutputStream out, Said said) throws IOException {
        out.writeByte(SAID);
        text(out, said.act.name());
        text(out, said.comm);
        text(out, said.target);
        text(out, said.data);
        text(out, said.metadata);
        for (var buffer : said.buffers) {
            out.writeInt(buffer.length);
            out.write(buffer);
        }
        return "";
    }

    private static Said said(DataInputStream in) throws IOException {
        var texts = new String[5];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(in);
        }
        var buffers = new ArrayList<byte[]>();
        while (in.available() > 0) {
            buffers.add(bytes(in));
        }
        return new Said(
                act(texts[0]), texts[1], texts[2], texts[3], texts[4], List.copyOf(buffers));
    }

    private static Arrival.Act act(String name) throws IOException {
        try {
            return Arrival.Act.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("unknown act", unknown);
        }
    }

    /// What a frame says.
    ///
    /// @throws UncheckedIOException if its payload is none of this format
    static Showing of(Frame.Shown frame) {
        var in = new DataInputStream(new ByteArrayInputStream(frame.payload()));
        try {
            byte tag = in.readByte();
            if (tag == 2 || tag == 3) {
                return new Clear(tag == 3);
            }
            if (tag == SAID) {
                return said(in);
            }
            if (tag != 0 && tag != 1) {
                throw new IOException("unknown tag " + tag);
            }
            var id = text(in);
            var data = new LinkedHashMap<String, String>();
            data.put(PLAIN, frame.text());
            while (in.available() > 0) {
                data.put(text(in), text(in));
            }
            return tag == 0 ? new Show(id, data) : new Update(id, data);
        } catch (IOException malformed) {
            throw new UncheckedIOException("malformed display", malformed);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes");
        }
        return in.readNBytes(length);
    }
}
