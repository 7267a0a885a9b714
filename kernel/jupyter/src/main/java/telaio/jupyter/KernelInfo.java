package telaio.jupyter;

import java.util.List;
import telaio.jupyter.protocol.Content.HelpLink;
import telaio.jupyter.protocol.Content.KernelInfoReply;
import telaio.jupyter.protocol.Content.LanguageInfo;
import telaio.jupyter.protocol.Header;

/// Who this kernel is.
final class KernelInfo {
    private static final String VERSION = "0.1.0";

    private KernelInfo() {}

    static KernelInfoReply reply() {
        var java = System.getProperty("java.version");
        var api = "https://docs.oracle.com/en/java/javase/" + Runtime.version().feature() + "/docs";
        return new KernelInfoReply(
                Header.PROTOCOL_VERSION,
                "telaio",
                VERSION,
                new LanguageInfo(
                        "java", java, "text/x-java", ".java", "java", "text/x-java", "script"),
                "Telaio " + VERSION + ": Java " + java + ", with processes",
                List.of(
                        new HelpLink("Java API", api + "/api/"),
                        new HelpLink("Learn Java", "https://dev.java/learn/")),
                List.of("kernel subshells"));
    }
}
