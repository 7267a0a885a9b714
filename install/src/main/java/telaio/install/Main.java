package telaio.install;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import telaio.jupyter.magic.MagicEvaluator;

/// The `telaio` command, from where its launcher has found a JDK and built what was missing.
@Command(name = "telaio", resourceBundle = Messages.BUNDLE)
public final class Main {
    Main() {}

    /// Runs one command and exits with its code: 0 done, 1 not, 2 wrong options.
    public static void main(String[] arguments) {
        Messages.chooseLanguage(Objects.requireNonNullElse(System.getenv("TELAIO_LANG"), ""));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var telaio =
                new CommandLine(new Main())
                        .addSubcommand(new LabCommand(out, err))
                        .addSubcommand(
                                new RunCommand(MagicEvaluator::new, System.out, System.err, err))
                        .addSubcommand(new ReleaseCommand(out, err))
                        .addSubcommand(new CheckCommand(argument(err), out))
                        .addSubcommand(new HandInCommand(argument(err), out))
                        .addSubcommand(new GradeCommand(out, err))
                        .addSubcommand(new TrainCommand(out))
                        .addSubcommand(new TestCommand(out, err))
                        .addSubcommand(new PackageCommand(out))
                        .addSubcommand(new BenchCommand(err))
                        .addSubcommand(new InstallCommand(out, Installation::current))
                        .addSubcommand(new UninstallCommand(out, Installation::current))
                        .addSubcommand(new DoctorCommand(out))
                        .setOut(out)
                        .setErr(err)
                        .setExecutionExceptionHandler(Main::report);
        for (CommandLine command : telaio.getSubcommands().values()) {
            command.getCommandSpec()
                    .addOption(
                            OptionSpec.builder("-h", "--help")
                                    .usageHelp(true)
                                    .descriptionKey("help")
                                    .build());
        }
        return telaio;
    }

    private static NotebookArgument argument(PrintWriter err) {
        return new NotebookArgument(MagicEvaluator::new, err);
    }

    /// A failure the user can mend is one line; anything else is ours and shows its stack.
    private static int report(Exception failure, CommandLine command, Object parsed) {
        if (failure instanceof IllegalArgumentException || failure instanceof CommandFailed) {
            command.getErr().println("telaio: " + failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return 1;
    }
}
