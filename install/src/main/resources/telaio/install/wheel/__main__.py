"""Finds a JDK and becomes it: the kernel that Jupyter starts, and the command telaio."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

NEEDED = 25
LONGEST_TRAINING = 600  # seconds
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "home")
WINDOWS = os.name == "nt"
JAVA = "java.exe" if WINDOWS else "java"


def is_italian():
    language = os.environ.get("TELAIO_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return language.lower().startswith("it")


def fail(italian, english):
    sys.exit("telaio: " + (italian if is_italian() else english))


def release(home):
    """The JDK's description of itself; empty if there is none."""
    try:
        with open(os.path.join(home, "release"), encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def fits(home):
    """Is there a JDK, new enough and whole? Starting java to ask it would take longer than all else."""
    if not home or not os.path.exists(os.path.join(home, "bin", JAVA)):
        return False
    fields = dict(line.split("=", 1) for line in release(home).splitlines() if "=" in line)
    major = fields.get("JAVA_VERSION", "").strip('"').split(".")[0].split("-")[0]
    modules = fields.get("MODULES", "jdk.jshell jdk.jdi")
    return major.isdigit() and int(major) >= NEEDED and "jdk.jshell" in modules and "jdk.jdi" in modules


def registered():
    """The JDKs that installers have marked in the registry of Windows."""
    if not WINDOWS:
        return
    import winreg

    for hive in winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER:
        for vendor in r"JavaSoft\JDK", r"Eclipse Adoptium\JDK", r"Microsoft\JDK", r"Azul Systems\Zulu", "Amazon Corretto":
            yield from homes(winreg, hive, "SOFTWARE\\" + vendor)


def homes(winreg, hive, name):
    try:
        with winreg.OpenKey(hive, name) as key:
            keys, values, _ = winreg.QueryInfoKey(key)
            for i in range(values):
                value, content, _ = winreg.EnumValue(key, i)
                if value in ("JavaHome", "Path", "InstallationPath"):
                    yield content
            below = [winreg.EnumKey(key, i) for i in range(keys)]
    except OSError:
        return
    for one in below:
        yield from homes(winreg, hive, name + "\\" + one)


def places():
    """The patterns of the usual places, for this system."""
    with open(os.path.join(HERE, "lib", "jdk.places"), encoding="utf-8") as file:
        for place in file.read().splitlines():
            if place and place[0] in ("~%" if WINDOWS else "~/"):
                yield os.path.expanduser(os.path.expandvars(place))


def candidates():
    yield os.environ.get("JAVA_HOME")
    on_path = shutil.which("java")
    if on_path:
        yield os.path.dirname(os.path.dirname(os.path.realpath(on_path)))
    yield from registered()
    for place in places():
        yield from sorted(glob.glob(place), reverse=True)


def how_to_get():
    """The command that installs a JDK here; none if the system is none we know."""
    with open(os.path.join(HERE, "lib", "jdk.installers"), encoding="utf-8") as file:
        for line in file:
            program, how = line.strip().split(" ", 1)
            if shutil.which(program):
                return how
    return None


def find_jdk():
    chosen = os.environ.get("TELAIO_JAVA_HOME")
    if chosen:
        if not fits(chosen):
            fail(
                f"TELAIO_JAVA_HOME={chosen} non è un JDK {NEEDED} o successivo con i moduli jdk.jshell e jdk.jdi.",
                f"TELAIO_JAVA_HOME={chosen} is not a JDK {NEEDED} or later with the modules jdk.jshell and jdk.jdi.",
            )
        return chosen
    for home in candidates():
        if fits(home):
            return home
    how = how_to_get()
    fail(
        f"serve un JDK {NEEDED} o successivo (con jdk.jshell e jdk.jdi) e non ne trovo uno in TELAIO_JAVA_HOME, "
        "JAVA_HOME, PATH e nei posti soliti. "
        + (f"Si installa con: {how} (o da https://adoptium.net)" if how else "Si scarica da https://adoptium.net"),
        f"a JDK {NEEDED} or later (with jdk.jshell and jdk.jdi) is needed and none is in TELAIO_JAVA_HOME, JAVA_HOME, "
        "PATH and the usual places. "
        + (f"Install one: {how} (or from https://adoptium.net)" if how else "Get one from https://adoptium.net"),
    )


def state():
    if WINDOWS:
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "telaio")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/telaio")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "telaio")


def own_home():
    """The user's own copy of the jars: start-up caches stand beside it, and may not stand beside pip's files."""
    with open(os.path.join(HERE, "version"), encoding="utf-8") as file:
        home = os.path.join(state(), file.read().strip())
    if not os.path.exists(home):
        os.makedirs(state(), exist_ok=True)
        fresh = tempfile.mkdtemp(dir=state())
        shutil.copytree(HERE, fresh, dirs_exist_ok=True)
        try:
            os.rename(fresh, home)
        except OSError:
            # Another kernel of this user was sooner.
            shutil.rmtree(fresh, ignore_errors=True)
    return home


def class_path(home, order):
    lib = os.path.join(home, "lib")
    with open(os.path.join(lib, order), encoding="utf-8") as file:
        return os.pathsep.join(os.path.join(lib, name) for name in file.read().split())


def command(jdk, home, main, order="classpath"):
    return [
        os.path.join(jdk, "bin", JAVA),
        "@" + os.path.join(home, "lib", "kernel.args"),
        "-XX:AOTCache=" + os.path.join(home, "lib", "kernel.aot"),
        "-Dtelaio.home=" + home,
        "-Dtelaio.clone=" + home,
        "-Dtelaio.state=" + state(),
        "-cp",
        class_path(home, order),
        main,
    ]


def trained_for(jdk, home):
    with open(os.path.join(home, "version"), encoding="utf-8") as file:
        return jdk + "\n" + release(jdk) + file.read()


def is_trained(jdk, home):
    try:
        with open(os.path.join(home, "lib", "trained"), encoding="utf-8") as file:
            return file.read() == trained_for(jdk, home)
    except OSError:
        return False


def train(jdk, home):
    """Makes the start-up caches, if nobody else is at it. Tried once for each JDK: telaio works without."""
    lock = os.path.join(home, "training")
    try:
        if time.time() - os.path.getmtime(lock) > LONGEST_TRAINING:
            os.remove(lock)
    except OSError:
        pass
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    try:
        subprocess.call(command(jdk, home, "telaio.install.Main") + ["train"], stdin=subprocess.DEVNULL)
        with open(os.path.join(home, "lib", "trained"), "w", encoding="utf-8") as file:
            file.write(trained_for(jdk, home))
    finally:
        os.remove(lock)


def train_beside(jdk, home):
    """Starts the training in a process of its own, which outlives this one."""
    with open(os.path.join(state(), "train.log"), "ab") as log:
        options = {"start_new_session": True} if not WINDOWS else {"creationflags": 0x00000208}
        subprocess.Popen(
            [sys.executable, "-m", "telaio", "train", jdk],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **options,
        )


def end_with(handle, java):
    import ctypes

    for_ever = 0xFFFFFFFF
    ctypes.windll.kernel32.WaitForSingleObject(ctypes.c_void_p(handle), for_ever)
    java.kill()


def become(arguments):
    if not WINDOWS:
        locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
        # File names and texts of any language need a UTF-8 locale: Java reads names by it.
        if not re.search("utf-?8", locale, re.IGNORECASE):
            if is_italian():
                os.environ.setdefault("TELAIO_LANG", "it")
            os.environ["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        os.execv(arguments[0], arguments)
    java = subprocess.Popen(arguments)
    parent = os.environ.get("JPY_PARENT_PID", "")
    if parent.isdigit():
        # On Windows Jupyter gives a handle of itself. The kernel watches us, and we watch Jupyter.
        threading.Thread(target=end_with, args=(int(parent), java), daemon=True).start()
    try:
        code = java.wait()
    except BaseException:
        java.kill()
        raise
    sys.exit(code)


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["train"]:
        train(arguments[1] if len(arguments) > 1 else find_jdk(), own_home())
        return
    jdk = find_jdk()
    home = own_home()
    if not is_trained(jdk, home):
        train_beside(jdk, home)
    if arguments[:1] == ["kernel"]:
        become(command(jdk, home, "telaio.jupyter.Main", "kernel.classpath") + arguments[1:])
    become(command(jdk, home, "telaio.install.Main") + arguments)


if __name__ == "__main__":
    main()
