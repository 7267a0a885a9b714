package telaio.install;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `telaio install`: makes the kernel known to this machine's Jupyter.
@Command(name = "install")
final class InstallCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final Callable<Installation> current;
    @Mixin private final Place place = new Place();

    /// @param current what is installed now
    InstallCommand(PrintWriter out, Callable<Installation> current) {
        this.out = out;
        this.current = current;
    }

    @Override
    public Integer call() throws Exception {
        var installation = current.call();
        var kernelspec = place.kernelspec(installation.jupyter());
        if (place.isDryRun()) {
            boolean isThere = kernelspec.mayBeWritten();
            String key = isThere ? "install.would-replace" : "install.would-write";
            out.println(Messages.text(key, kernelspec.folder()));
            out.print(kernelspec.text(KernelJvm.command(installation.distribution())));
            out.flush();
            return 0;
        }
        kernelspec.write(installation.distribution());
        out.println(Messages.text("install.done", kernelspec.folder()));
        return 0;
    }
}
