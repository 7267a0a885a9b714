package telaio.jupyter.magic.maven;

import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import telaio.jupyter.magic.Texts;

/// Tells of every jar that was fetched; a library has many small files beside it, which nobody
/// wants to read about.
final class Transfers extends AbstractTransferListener {
    private final Consumer<String> progress;

    Transfers(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        var name = event.getResource().getResourceName();
        if (name.endsWith(".jar") && event.getRequestType() == TransferEvent.RequestType.GET) {
            long kilobytes = Math.ceilDiv(event.getTransferredBytes(), 1024);
            progress.accept(
                    Texts.FETCHED.text(name.substring(name.lastIndexOf('/') + 1), kilobytes));
        }
    }
}
