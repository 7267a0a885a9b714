package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telaio.install.Finding.Mark;
import telaio.install.Machine.Room;

/// Each fault, what is said about it and the command that mends it, in both languages.
class DoctorTest {
    private static final Set<String> MODULES =
            Set.of("jdk.compiler", "jdk.jshell", "java.management", "jdk.jdi");

    private static final long GIGABYTE = 1L << 30;
    private static final Room MEMORY = new Room(Path.of("/dev/shm"), true, GIGABYTE, GIGABYTE);
    private static final Room TEMPORARY = new Room(Path.of("/tmp"), true, GIGABYTE, GIGABYTE);
    private static final String APT = "sudo apt install openjdk-25-jdk";

    @TempDir Path folder;

    private final Locale locale = Locale.getDefault();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void make() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("telaio/lib"));
        Files.writeString(lib.resolve("classpath"), "telaio-classroom.jar\n");
        Files.createFile(lib.resolve("telaio-classroom.jar"));
        Files.createFile(lib.resolve("kernel.args"));
        Files.createDirectories(folder.resolve("telaio/bin"));
        Files.createFile(folder.resolve("telaio/bin/telaio"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(locale);
    }

    private static void machine(Machine machine, Mark mark, String en, String it, String mend) {
        said(machine.findings(), Locale.ENGLISH, mark, en, mend);
        Locale.setDefault(Locale.ITALIAN);
        said(machine.findings(), Locale.ITALIAN, mark, it, mend);
    }

    private static void said(
            List<Finding> findings, Locale locale, Mark mark, String text, String mend) {
        assertThat(findings)
                .as(locale + " " + findings)
                .anyMatch(finding ->
                        finding.mark() == mark
                                && finding.lines().getFirst().contains(text)
                                && finding.mend().contains(mend));
    }

    private void installation(Mark mark, String en, String it, String mend) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        said(installation().findings(), Locale.ENGLISH, mark, en, mend);
        Locale.setDefault(Locale.ITALIAN);
        said(installation().findings(), Locale.ITALIAN, mark, it, mend);
    }

    private Installation installation() throws IOException {
        return new Installation(
                Distribution.at(folder.resolve("telaio")),
                new Clone(folder.resolve("telaio"), folder.resolve("state")),
                new JupyterPaths(environment, "Linux", folder.resolve("home")));
    }

    private Path kernelspec(String name, String json) throws IOException {
        Path spec = folder.resolve("home/.local/share/jupyter/kernels").resolve(name);
        Files.createDirectories(spec);
        Files.writeString(spec.resolve("kernel.json"), json);
        return spec;
    }

    private static String kernel(Path java, Path jar) {
        return "{\"argv\": [\"%s\", \"-cp\", \"%s\", \"telaio.jupyter.Main\"]}"
                .formatted(java, jar);
    }

    @Test
    void a_good_machine_has_no_fault() {
        Locale.setDefault(Locale.ENGLISH);
        var machine = new Machine(MODULES, APT, MEMORY, TEMPORARY, 1 << 20);
        assertThat(machine.findings())
                .allMatch(it -> it.mark() == Mark.GOOD && it.mend().isEmpty());
        assertThat(machine.findings().getFirst().lines())
                .singleElement()
                .asString()
                .contains("JDK");
    }

    @Test
    void a_module_is_missing() {
        Locale.setDefault(Locale.ENGLISH);
        machine(
                new Machine(Set.of("jdk.jshell"), APT, MEMORY, TEMPORARY, 1 << 20),
                Mark.BAD,
                "jdk.jdi      this module is missing",
                "jdk.jdi      questo modulo manca",
                APT);
    }

    @Test
    void shared_memory_is_small() {
        Locale.setDefault(Locale.ENGLISH);
        var container = new Room(Path.of("/dev/shm"), true, 64 << 20, 64 << 20);
        machine(
                new Machine(MODULES, APT, container, TEMPORARY, 1 << 20),
                Mark.NOTE,
                "64 MB free of 64 MB. That is little",
                "64 MB liberi su 64 MB. È poco",
                "remount,size=1g /dev/shm");
    }

    @Test
    void shared_memory_is_missing() {
        Locale.setDefault(Locale.ENGLISH);
        machine(
                new Machine(
                        MODULES,
                        APT,
                        new Room(Path.of("/dev/shm"), false, 0, 0),
                        TEMPORARY,
                        1 << 20),
                Mark.NOTE,
                "through /tmp",
                "attraverso /tmp",
                "mount -t tmpfs");
    }

    @Test
    void few_files_may_be_open() {
        Locale.setDefault(Locale.ENGLISH);
        machine(
                new Machine(MODULES, APT, MEMORY, TEMPORARY, 1024),
                Mark.NOTE,
                "may have 1024 open",
                "può tenerne aperti 1024",
                "prlimit --nofile=");
    }

    @Test
    void the_temporary_folder_cannot_be_used() {
        Locale.setDefault(Locale.ENGLISH);
        machine(
                new Machine(MODULES, APT, MEMORY, new Room(Path.of("/t"), false, 0, 0), 1 << 20),
                Mark.BAD,
                "/t is not there or not writable",
                "/t non c'è o non è scrivibile",
                "chmod 1777 /t");
    }

    @Test
    void the_temporary_folder_is_full() {
        Locale.setDefault(Locale.ENGLISH);
        machine(
                new Machine(
                        MODULES, APT, MEMORY, new Room(Path.of("/t"), true, 0, GIGABYTE), 1 << 20),
                Mark.BAD,
                "/t: 0 MB free of 1024 MB",
                "/t: 0 MB liberi su 1024 MB",
                "du -xsh /t/*");
    }

    @Test
    void a_folder_that_is_not_there_is_not_writable() throws IOException {
        assertThat(Room.of(folder.resolve("none")).isWritable()).isFalse();
        assertThat(Room.of(folder).isWritable()).isTrue();
    }

    @Test
    void a_jar_is_missing() throws Exception {
        Files.delete(folder.resolve("telaio/lib/telaio-classroom.jar"));
        installation(Mark.BAD, "telaio-classroom.jar is missing", "telaio-classroom.jar manca", "");
        Files.createFile(folder.resolve("telaio/pom.xml"));
        installation(Mark.BAD, "is missing", "manca", "rm -r " + folder.resolve("telaio"));
    }

    @Test
    void there_is_no_start_up_cache() throws Exception {
        installation(
                Mark.NOTE,
                "worker.aot   no start-up cache",
                "worker.aot   niente cache di avvio",
                "rm -f %1$s/telaio/lib/trained && %1$s/telaio/bin/telaio".formatted(folder));
    }

    @Test
    void the_start_up_cache_is_of_another_jdk() throws Exception {
        Files.writeString(folder.resolve("telaio/lib/kernel.aot"), "no cache of this JDK");
        installation(
                Mark.NOTE, "kernel.aot   the JVM does not", "kernel.aot   la JVM non", "/trained");
    }

    @Test
    void there_is_no_jupyter_and_no_kernel_for_it() throws Exception {
        installation(Mark.NOTE, "Jupyter      none", "Jupyter      nessuno", "bin/telaio lab");
        installation(Mark.NOTE, "for no Jupyter", "per nessun Jupyter", "bin/telaio install");
    }

    @Test
    void the_kernel_names_a_java_that_is_gone() throws Exception {
        Path jar = folder.resolve("telaio/lib/telaio-classroom.jar");
        kernelspec("telaio", kernel(folder.resolve("gone/bin/java"), jar));
        installation(Mark.BAD, "names a java", "indica un java", "bin/telaio install");
    }

    @Test
    void the_kernel_names_jars_that_are_gone() throws Exception {
        kernelspec("java", kernel(Distribution.java(), folder.resolve("gone.jar")));
        installation(Mark.BAD, "names jars", "indica dei jar", "bin/telaio install --name java");
    }

    @Test
    void the_kernels_description_cannot_be_read() throws Exception {
        Path spec = kernelspec("telaio", "{");
        installation(Mark.BAD, "cannot be read", "non si legge", "rm -r " + spec);
    }

    @Test
    void another_program_has_our_name() throws Exception {
        Path spec = kernelspec("telaio", "{\"argv\": [\"python\", \"-m\", \"other\"]}");
        installation(Mark.BAD, "another program", "un altro programma", "rm -r " + spec);
    }

    @Test
    void a_kernel_of_an_environment_is_mended_there() throws Exception {
        environment.put("VIRTUAL_ENV", folder.resolve("env").toString());
        var spec = Kernelspec.named("telaio", JupyterPaths.kernels(folder.resolve("env")));
        Files.createDirectories(spec.folder());
        Files.writeString(
                spec.folder().resolve("kernel.json"),
                kernel(Distribution.java(), folder.resolve("gone.jar")));
        installation(
                Mark.BAD,
                "names jars",
                "indica dei jar",
                "install --prefix " + folder.resolve("env"));
    }

    @Test
    void a_wheels_kernel_and_ours_are_good_and_others_are_none_of_our_business() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        kernelspec(
                "telaio",
                "{\"argv\": [\"python\", \"-m\", \"telaio\", \"kernel\", \"{connection_file}\"]}");
        kernelspec(
                "java",
                kernel(Distribution.java(), folder.resolve("telaio/lib/telaio-classroom.jar")));
        kernelspec("broken", "{");
        kernelspec("python3", "{\"argv\": [\"python\"]}");
        assertThat(installation().findings().stream().filter(it -> it.what().equals("kernelspec")))
                .hasSize(2)
                .allMatch(it -> it.mark() == Mark.GOOD);
    }

    @Test
    void tools_that_are_missing_are_named_with_what_installs_them() {
        Locale.setDefault(Locale.ENGLISH);
        var nothing = Map.of("PATH", folder.toString());
        var found = DoctorCommand.tools(new Clone(folder, folder), nothing);
        assertThat(found).singleElement().hasToString(found.getFirst().toString());
        assertThat(found.getFirst().mend()).contains("python3-venv");
    }
}
