package telaio.jupyter.magic;

import java.util.List;

/// The magics that the kernel has by itself.
public final class StandardMagics implements Magics {
    @Override
    public List<Magic> magics() {
        var dependencies = new Dependencies();
        return List.of(
                new MavenMagic(dependencies),
                new RepositoryMagic(dependencies),
                new PomMagic(dependencies),
                new ClassPathMagic("jars", true),
                new ClassPathMagic("classpath", false),
                new LoadMagic(),
                new TimeMagic(),
                new ShellMagic(),
                new EnvironmentMagic(),
                new WhoMagic(),
                new ResetMagic(),
                new PreviewMagic(),
                new HelpMagic());
    }
}
