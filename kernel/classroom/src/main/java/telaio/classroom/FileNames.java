package telaio.classroom;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/// Names that any file system takes, of names that people have.
final class FileNames {
    /// Longer parts of a name are cut: some file systems take 143 bytes for all of it.
    private static final int LONGEST = 40;

    private static final Pattern MARK = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");

    /// Letters that are no letter with a mark.
    private static final Map<String, String> LETTERS =
            Map.ofEntries(
                    Map.entry("ß", "ss"),
                    Map.entry("Æ", "Ae"),
                    Map.entry("æ", "ae"),
                    Map.entry("Œ", "Oe"),
                    Map.entry("œ", "oe"),
                    Map.entry("Ø", "O"),
                    Map.entry("ø", "o"),
                    Map.entry("Ł", "L"),
                    Map.entry("ł", "l"),
                    Map.entry("Đ", "D"),
                    Map.entry("đ", "d"),
                    Map.entry("Þ", "Th"),
                    Map.entry("þ", "th"),
                    Map.entry("Ð", "D"),
                    Map.entry("ð", "d"),
                    Map.entry("ı", "i"));

    private FileNames() {}

    /// Letters without marks, digits, and hyphens for all the rest.
    ///
    /// @return at least one character and at most 40; `x` if nothing is left
    static String reduced(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFC);
        for (var letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        plain = MARK.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        plain = OTHER.matcher(plain).replaceAll("-").replaceAll("^-+|-+$", "");
        if (plain.length() > LONGEST) {
            plain = plain.substring(0, LONGEST).replaceAll("-+$", "");
        }
        return plain.isEmpty() ? "x" : plain;
    }
}
