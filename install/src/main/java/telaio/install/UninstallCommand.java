package telaio.install;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `telaio uninstall`: removes what `telaio install` with the same options wrote.
@Command(name = "uninstall")
final class UninstallCommand implements Callable<Integer> {
    private final PrintWriter out;
    @Mixin private final Place place = new Place();

    UninstallCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var kernelspec = place.kernelspec(JupyterPaths.ofThisMachine());
        boolean removed = kernelspec.remove();
        String key = removed ? "uninstall.done" : "uninstall.none";
        out.println(Messages.text(key, kernelspec.folder()));
        return removed ? 0 : 1;
    }
}
