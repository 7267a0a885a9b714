package telaio.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The package that is one jar, and the catalogue by which JBang finds it: JBang also brings a JDK
/// where there is none.
///
/// @param release what is in it
record JarPackage(Release release) {
    private static final String MAIN = OneJar.class.getName();

    /// Writes the jar, in the place of an older one.
    ///
    /// @return the file `telaio-NUMBER.jar` in `folder`
    Path write(Path folder) throws IOException {
        Path tree = Files.createTempDirectory("telaio-jar");
        try {
            Path manifest = tree.resolve("META-INF/MANIFEST.MF");
            Files.createDirectories(manifest.resolveSibling(""));
            Files.writeString(manifest, "Manifest-Version: 1.0\nMain-Class: " + MAIN + "\n");
            Path main = tree.resolve(MAIN.replace('.', '/') + ".class");
            Files.createDirectories(main.resolveSibling(""));
            try (InputStream in = OneJar.class.getResourceAsStream("OneJar.class")) {
                if (in == null) {
                    throw new IllegalStateException("no class " + MAIN);
                }
                Files.copy(in, main);
            }
            release.writeProgram(tree.resolve(OneJar.FOLDER));
            return new Zip(folder.resolve(name())).add(tree, "").write();
        } finally {
            Folders.delete(tree);
        }
    }

    private String name() {
        return "telaio-" + release.number() + ".jar";
    }

    /// Writes the catalogue, in the place of an older one: the jar must stand beside it.
    ///
    /// @return the file `jbang-catalog.json` in `folder`
    Path writeCatalogue(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("jbang-catalog.json"),
                """
                {
                  "aliases": {
                    "telaio": {
                      "script-ref": "%s",
                      "description": "Java in Jupyter, with processes",
                      "java": "25+"
                    }
                  }
                }
                """
                        .formatted(name()));
    }
}
