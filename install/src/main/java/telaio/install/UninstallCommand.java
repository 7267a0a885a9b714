package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `telaio uninstall`: removes what `telaio install` with the same options wrote. What a
/// distribution keeps among the user's caches goes with the last kernel: it is made again when it
/// is needed. In a clone that lies in the clone.
@Command(name = "uninstall")
final class UninstallCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final Callable<Installation> current;
    @Mixin private final Place place = new Place();

    /// @param current what is installed now
    UninstallCommand(PrintWriter out, Callable<Installation> current) {
        this.out = out;
        this.current = current;
    }

    @Override
    public Integer call() throws Exception {
        var installation = current.call();
        var kernelspec = place.kernelspec(installation.jupyter());
        boolean isThere = kernelspec.mayBeWritten();
        if (place.isDryRun()) {
            String key = isThere ? "uninstall.would-remove" : "uninstall.none";
            out.println(Messages.text(key, kernelspec.folder()));
            return isThere ? 0 : 1;
        }
        kernelspec.remove();
        String key = isThere ? "uninstall.done" : "uninstall.none";
        out.println(Messages.text(key, kernelspec.folder()));
        var clone = installation.from();
        if (!clone.isClone() && !installation.isInUse()) {
            removeCaches(clone.state());
        }
        return isThere ? 0 : 1;
    }

    private void removeCaches(Path state) {
        if (!Files.exists(state)) {
            return;
        }
        try {
            Folders.delete(state);
            out.println(Messages.text("uninstall.done", state));
        } catch (IOException e) {
            // Windows removes no jar that is open, and ours are.
            out.println(Messages.text("uninstall.left", state));
        }
    }
}
