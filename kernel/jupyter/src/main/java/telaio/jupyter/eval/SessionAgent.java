package telaio.jupyter.eval;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import telaio.session.Agent;

/// Loads into a session what lets it redefine classes in place.
final class SessionAgent {
    private SessionAgent() {}

    /// Loads it into a running JVM.
    ///
    /// @return whether that JVM has it now
    static boolean load(long pid) {
        try {
            var session = VirtualMachine.attach(Long.toString(pid));
            try {
                session.loadAgent(jar().toString());
                return true;
            } finally {
                session.detach();
            }
        } catch (IOException
                | AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException impossible) {
            System.getLogger(SessionAgent.class.getName())
                    .log(System.Logger.Level.DEBUG, "no agent", impossible);
            return false;
        }
    }

    private static Path jar() throws IOException {
        var session = SessionSettings.location(Agent.class);
        return Files.isRegularFile(session) ? session : beside(session);
    }

    /// During development the session's classes are in a folder, but only a jar can be an agent:
    /// one with nothing but its manifest, which names a class of the class path.
    private static Path beside(Path classes) throws IOException {
        var jar = classes.resolveSibling("agent.jar");
        if (Files.exists(jar)) {
            return jar;
        }
        var manifest = new Manifest();
        var entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.putValue("Agent-Class", Agent.class.getName());
        entries.putValue("Can-Redefine-Classes", "true");
        // Other JVMs may look for it now.
        var made = Files.createTempFile(jar.getParent(), "agent", ".jar");
        new JarOutputStream(Files.newOutputStream(made), manifest).close();
        return Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
    }
}
