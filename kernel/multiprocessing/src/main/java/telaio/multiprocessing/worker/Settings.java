package telaio.multiprocessing.worker;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How to start a child JVM. Standby JVMs serve launches with equal settings only.
///
/// @param method whether a standby JVM may be used
/// @param jvmArgs arguments for `java`, each one word (`--add-opens=…`, not two arguments)
/// @param environment added to, or replacing, variables of this JVM's environment
/// @param classPath entries in order; the library's own jar is put first by the launcher
public record Settings(
        Method method,
        List<String> jvmArgs,
        Map<String, String> environment,
        List<String> classPath) {

    /// Where the child JVM comes from.
    public enum Method {
        /// A JVM that is already running and warm, when there is one; else as [#SPAWN].
        STANDBY,
        /// A fresh JVM.
        SPAWN
    }

    public Settings {
        jvmArgs = List.copyOf(jvmArgs);
        environment = Map.copyOf(environment);
        classPath = List.copyOf(classPath);
    }

    /// The class path and flags of this JVM, standby allowed. In a child JVM: what it was launched
    /// with.
    public static Settings inherited() {
        return Inherited.SETTINGS;
    }

    public Settings with(Method other) {
        return new Settings(other, jvmArgs, environment, classPath);
    }

    /// These settings with more arguments and variables; the later wins where the JVM lets it.
    public Settings plus(List<String> moreJvmArgs, Map<String, String> moreEnvironment) {
        var env = new java.util.HashMap<>(environment);
        env.putAll(moreEnvironment);
        return new Settings(
                method,
                Stream.concat(jvmArgs.stream(), moreJvmArgs.stream()).toList(),
                env,
                classPath);
    }

    /// Read once: asking the platform's management beans costs tens of milliseconds.
    private static final class Inherited {
        static final Settings SETTINGS = read();

        private static Settings read() {
            var home = Home.current();
            if (home != null) {
                var given = home.assignment().settings();
                return new Settings(
                        given.method(),
                        given.jvmArgs().stream().filter(Inherited::travels).toList(),
                        given.environment(),
                        given.classPath());
            }
            return new Settings(
                    Method.STANDBY,
                    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                            .filter(Inherited::travels)
                            .toList(),
                    Map.of(),
                    ownClassPath());
        }

        /// A debugger's port, a recording's file and an archive belong to one JVM only.
        private static boolean travels(String argument) {
            return Stream.of(
                            "-agentlib:jdwp",
                            "-Xrunjdwp",
                            "-Xdebug",
                            "-XX:AOT",
                            "-Xshare",
                            "-XX:SharedArchiveFile",
                            "-XX:ArchiveClassesAtExit",
                            "-XX:StartFlightRecording",
                            "-Dtelaio.memory.directory=",
                            "-Xlog:disable")
                    .noneMatch(argument::startsWith);
        }

        private static List<String> ownClassPath() {
            return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> new File(entry).getAbsolutePath())
                    .toList();
        }
    }
}
