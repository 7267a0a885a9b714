package telaio.jupyter.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PomFragmentTest {
    @Test
    void loose_pieces_become_a_project() throws MagicFailed {
        var pom =
                PomFragment.whole(
                        """
                        <repository><id>r</id></repository>
                        <dependencies><dependency>one</dependency></dependencies>
                        <dependency>two</dependency>
                        <properties><v>1</v></properties>
                        """);
        assertThat(pom)
                .contains("<dependencies><dependency>one</dependency><dependency>two</dependency>")
                .contains("<repositories><repository><id>r</id></repository></repositories>")
                .contains("<properties><v>1</v></properties>")
                .contains("<modelVersion>4.0.0</modelVersion>");
    }

    @Test
    void a_whole_project_stays() throws MagicFailed {
        assertThat(PomFragment.whole("<?xml version='1.0'?>\n<project><a/></project>"))
                .isEqualToIgnoringWhitespace("<project><a/></project>");
    }

    @Test
    void what_is_no_xml_is_refused() {
        assertThatThrownBy(() -> PomFragment.whole("<dependency>"))
                .isInstanceOf(MagicFailed.class)
                .hasMessageContaining("pom.xml");
    }
}
