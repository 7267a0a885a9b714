package telaio.classroom;

import java.util.List;
import telaio.jupyter.magic.Magic;
import telaio.jupyter.magic.Magics;

/// What students say to the classroom from within a notebook.
public final class ClassroomMagics implements Magics {
    @Override
    public List<Magic> magics() {
        return List.of(new CheckMagic(), new HandInMagic());
    }
}
