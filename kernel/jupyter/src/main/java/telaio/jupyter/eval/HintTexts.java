package telaio.jupyter.eval;

import java.util.List;
import java.util.Locale;
import telaio.multiprocessing.language.Language;

/// What a beginner is told about the commonest mistakes, below javac's own words.
enum HintTexts {
    SEMICOLON(
            "A statement ends with ; and one is missing here.",
            "Un'istruzione finisce con ; e qui ne manca uno."),
    UNCLOSED(
            "The %s of line %d is never closed: its %s is missing.",
            "La %s della riga %d non viene mai chiusa: manca la sua %s."),
    UNCLOSED_TEXT(
            "A text ends with \" on the line where it begins. One of several lines stands between \"\"\".",
            "Un testo finisce con \" sulla riga in cui comincia. Uno di più righe sta fra \"\"\"."),
    QUOTES(
            "Between ' ' stands one character; text stands between \" \".",
            "Fra ' ' sta un solo carattere; un testo sta fra \" \"."),
    RETURN(
            "The method promises a result: every way through it must end with return.",
            "Il metodo promette un risultato: ogni strada al suo interno deve finire con return."),
    RETURN_TYPE(
            "Before the method's name stands the type of its result; void if it has none.",
            "Prima del nome del metodo sta il tipo del risultato; void se non ne ha."),
    CATCH_IN_LAMBDA(
            "This lambda must not let %1$s out. Catch it inside: try { … } catch (%1$s e) { … }",
            "Questa lambda non può lasciar uscire %1$s. Va presa dentro: try { … } catch (%1$s e) { … }"),
    THROWS(
            "Write throws %1$s after the method's parentheses, or try { … } catch (%1$s e) { … }",
            "Scrivere throws %1$s dopo le parentesi del metodo, oppure try { … } catch (%1$s e) { … }"),
    NEAR("Did you mean %s?", "Forse %s?"),
    IMPORT("Write first: import %s;", "Scrivere prima: import %s;"),
    LENGTH(
            "Arrays have length, a String has length(), a collection has size().",
            "Un array ha length, una String ha length(), una collezione ha size()."),
    TEXT_TO_NUMBER(
            "A text is not a number. Integer.parseInt(text) reads an int from it, Double.parseDouble(text) a double.",
            "Un testo non è un numero. Integer.parseInt(testo) ne legge un int, Double.parseDouble(testo) un double."),
    NUMBER_TO_TEXT(
            "A number is not a text. String.valueOf(number) makes one of it, and so does \"\" + number.",
            "Un numero non è un testo. String.valueOf(numero) ne fa uno, e così \"\" + numero."),
    LOSSY(
            "%1$s does not fit into %2$s. Where a part may be lost write (%2$s) before it.",
            "%1$s non entra in %2$s. Se si può perdere una parte scrivere (%2$s) prima del valore."),
    COMPARE("= gives a value; == compares.", "= dà un valore; == confronta."),
    PRIMITIVE(
            "%1$s is a primitive type: its values have no methods and no fields. %2$s.toString(value) makes text of one.",
            "%1$s è un tipo primitivo: i suoi valori non hanno metodi né campi. %2$s.toString(valore) ne fa un testo."),
    BOXED(
            "Between < and > stand classes only: write %s instead of %s.",
            "Fra < e > stanno solo classi: scrivere %s al posto di %s."),
    CAPTURED(
            "A lambda sees local variables only if they never change. Declare %s outside the method, or use an AtomicInteger or an array.",
            "Una lambda vede le variabili locali solo se non cambiano mai. Dichiarare %s fuori dal metodo, o usare un AtomicInteger o un array."),
    UNREACHABLE(
            "What stands before it never gets here: return, throw, break or an endless loop.",
            "Ciò che sta prima non arriva mai qui: return, throw, break o un ciclo senza fine."),
    UNINITIALISED(
            "Give it a value where it is declared: a local variable has none of its own.",
            "Darle un valore dove è dichiarata: una variabile locale non ne ha uno suo."),
    DECLARED(
            "It exists already: leave the type away to give it another value.",
            "Esiste già: togliere il tipo per darle un altro valore."),
    ABSTRACT(
            "The class must have the method %s, as %s demands it.",
            "La classe deve avere il metodo %s, perché lo chiede %s.");

    private final String english;
    private final String italian;

    HintTexts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    /// The text in each language, before anything is filled in.
    List<String> patterns() {
        return List.of(english, italian);
    }

    String text(Object... arguments) {
        return String.format(Locale.ROOT, Language.in(english, italian), arguments);
    }
}
