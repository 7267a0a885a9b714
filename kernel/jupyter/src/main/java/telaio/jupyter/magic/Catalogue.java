package telaio.jupyter.magic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import telaio.jupyter.eval.Spelling;
import telaio.jupyter.magic.Magic.Form;

/// The magics of a kernel, by name.
final class Catalogue {
    /// More wrong letters than that are another word.
    private static final int FAR = 3;

    private final Map<String, Magic> byName = new TreeMap<>();
    private final List<Magic> all = new ArrayList<>();

    /// Asks everybody who gives magics.
    static Catalogue load() {
        var catalogue = new Catalogue();
        for (var magics : ServiceLoader.load(Magics.class, Catalogue.class.getClassLoader())) {
            magics.magics().forEach(catalogue::add);
        }
        return catalogue;
    }

    void add(Magic magic) {
        all.add(magic);
        magic.names().forEach(name -> byName.put(name, magic));
    }

    /// All magics, by their usual name.
    List<Magic> all() {
        return all.stream().sorted(Comparator.comparing(m -> m.names().getFirst())).toList();
    }

    /// Every name that can stand in a form.
    List<String> names(Form form) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().forms().contains(form))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// @throws MagicFailed if there is none of that name
    Magic named(String name) throws MagicFailed {
        var magic = byName.get(name);
        if (magic != null) {
            return magic;
        }
        var near =
                Spelling.near(name, byName.keySet(), FAR).stream()
                        .limit(3)
                        .map(known -> "%" + known)
                        .toList();
        throw new MagicFailed(
                near.isEmpty()
                        ? Texts.UNKNOWN.text(name)
                        : Texts.UNKNOWN_NEAR.text(name, String.join(", ", near)));
    }
}
