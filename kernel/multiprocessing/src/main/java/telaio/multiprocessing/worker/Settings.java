package telaio.multiprocessing.worker;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How to start a child JVM. Standby JVMs serve launches with equal settings only.
///
/// @param method whether a standby JVM may be used
/// @param jvmArgs arguments for `java`, each one word (`--add-opens=…`, not two arguments)
/// @param environment added to, or replacing, variables of this JVM's environment
/// @param classPath entries in order; the library's own jar is put first by the launcher
/// @param javaHome of the JDK or JRE to use; empty for that of this JVM
public record Settings(
        Method method,
        List<String> jvmArgs,
        Map<String, String> environment,
        List<String> classPath,
        String javaHome) {

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

    /// With the JVM that runs this code.
    public Settings(
            Method method,
            List<String> jvmArgs,
            Map<String, String> environment,
            List<String> classPath) {
        this(method, jvmArgs, environment, classPath, "");
    }

    /// The class path and flags of this JVM, standby allowed. In a child JVM: what it was launched
    /// with. Then what [Launcher#inherit] made of it.
    public static Settings inherited() {
        return Inherited.settings;
    }

    /// Only for [Standbys], which keeps JVMs for them.
    static void inherit(Settings changed) {
        Inherited.settings = changed;
    }

    /// Written out: what a record has of its own takes 9 ms at its first use, before the first
    /// child JVM starts.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings that
                && method == that.method
                && jvmArgs.equals(that.jvmArgs)
                && environment.equals(that.environment)
                && classPath.equals(that.classPath)
                && javaHome.equals(that.javaHome);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, jvmArgs, environment, classPath, javaHome);
    }

    public Settings with(Method other) {
        return new Settings(other, jvmArgs, environment, classPath, javaHome);
    }

    public Settings withJavaHome(String other) {
        return new Settings(method, jvmArgs, environment, classPath, other);
    }

    /// These settings with more entries at the end of the class path.
    public Settings plusClassPath(List<String> more) {
        return new Settings(
                method,
                jvmArgs,
                environment,
                Stream.concat(classPath.stream(), more.stream()).distinct().toList(),
                javaHome);
    }

    /// These settings with more arguments and variables; the later wins where the JVM lets it.
    public Settings plus(List<String> moreJvmArgs, Map<String, String> moreEnvironment) {
        var env = new java.util.HashMap<>(environment);
        env.putAll(moreEnvironment);
        return new Settings(
                method,
                Stream.concat(jvmArgs.stream(), moreJvmArgs.stream()).toList(),
                env,
                classPath,
                javaHome);
    }

    /// Read once: asking the platform's management beans costs tens of milliseconds.
    private static final class Inherited {
        static volatile Settings settings = read();

        private static Settings read() {
            var home = Home.current();
            if (home != null) {
                var given = home.assignment().settings();
                return new Settings(
                        given.method(),
                        given.jvmArgs().stream().filter(Inherited::travels).toList(),
                        given.environment(),
                        given.classPath(),
                        given.javaHome());
            }
            return new Settings(
                    Method.STANDBY,
                    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                            .filter(Inherited::travels)
                            .toList(),
                    Map.of(),
                    ownClassPath());
        }

        /// A debugger's port, a recording's file and an archive belong to one JVM only; modules of
        /// the program become part of the class path.
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
                                    "-Xlog:disable",
                                    "--module-path=",
                                    "--upgrade-module-path=",
                                    "-Djdk.module.path=",
                                    "-Djdk.module.main=")
                            .noneMatch(argument::startsWith)
                    && !namesOwnModules(argument);
        }

        private static boolean namesOwnModules(String argument) {
            return argument.startsWith("--add-modules=")
                    && Stream.of(argument.substring(argument.indexOf('=') + 1).split(","))
                            .anyMatch(module ->
                                    !module.startsWith("ALL-")
                                            && ModuleFinder.ofSystem().find(module).isEmpty());
        }

        /// The modules of this program are on the class path of its children, whose main class is
        /// in no module. An empty entry means the current folder.
        private static List<String> ownClassPath() {
            var classPath = System.getProperty("java.class.path", "");
            var modulePath = System.getProperty("jdk.module.path", "");
            return Stream.concat(
                            classPath.isEmpty() ? Stream.empty() : entries(classPath),
                            modulePath.isEmpty()
                                    ? Stream.empty()
                                    : entries(modulePath).flatMap(Inherited::modules))
                    .toList();
        }

        private static Stream<String> entries(String path) {
            return Stream.of(path.split(File.pathSeparator, -1))
                    .map(entry -> new File(entry).getAbsolutePath());
        }

        /// An entry of a module path is a module, or a folder of modules.
        private static Stream<String> modules(String entry) {
            var files = new File(entry).listFiles();
            if (files == null || new File(entry, "module-info.class").exists()) {
                return Stream.of(entry);
            }
            return Stream.of(files)
                    .filter(file -> file.isDirectory() || file.getName().endsWith(".jar"))
                    .map(File::getPath)
                    .sorted();
        }
    }
}
