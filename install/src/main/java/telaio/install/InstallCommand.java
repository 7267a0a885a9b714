package telaio.install;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `telaio install`: makes the kernel known to this machine's Jupyter.
@Command(name = "install")
final class InstallCommand implements Callable<Integer> {
    private final PrintWriter out;
    @Mixin private final Place place = new Place();

    InstallCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var kernelspec = place.kernelspec(JupyterPaths.ofThisMachine());
        kernelspec.write(Distribution.current());
        out.println(Messages.text("install.done", kernelspec.folder()));
        return 0;
    }
}
