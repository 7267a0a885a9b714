# Runs a command where it can do no harm: sandbox ROOT UID PROCESSES BYTES MEMORY FILES PATH... -- COMMAND...
# Started by unshare in new mount, pid, net, ipc and uts namespaces, as the first process of its pid namespace: nobody in
# there can kill it, and when it ends all else in there ends too.
#
# ROOT       an empty folder, the new file system's place
# UID        whose rights the command has; empty where this is the root of a user namespace
# PROCESSES  how many it may have, threads counted
# BYTES      how many it may write into each of /work, /tmp and /dev/shm; they are in memory
# MEMORY     how many bytes a process may allocate
# FILES      a folder whose content is copied into /work; may be empty
# PATH       a file or folder that it may read
# Nothing that is there is ever opened for writing (-C): it may be the real file.
set -euC
root=$1 uid=$2 processes=$3 bytes=$4 memory=$5 files=$6
shift 6

mount -t tmpfs -o mode=755,size=16m telaio "$root"
cd "$root"
mkdir old proc dev tmp work
mount -t tmpfs -o "mode=1777,size=$bytes" telaio tmp
mount -t tmpfs -o "mode=1777,size=$bytes" telaio work
mkdir dev/shm
mount -t tmpfs -o "mode=1777,size=$bytes" telaio dev/shm
for device in null zero full random urandom; do
    : >"dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
ln -s /proc/self/fd dev/fd
mount -t proc proc proc

# show PATH: it is there as it is outside, unless a folder it is in has been shown.
show() {
    if [ -e ".$1" ]; then return; fi
    mkdir -p ".${1%/*}"
    if [ -L "$1" ]; then
        cp -P "$1" ".$1"
    elif [ -d "$1" ]; then
        mkdir -p ".$1"
        mount --rbind "$1" ".$1"
    elif [ -e "$1" ]; then
        : >".$1"
        mount --bind "$1" ".$1"
    fi
}
for path in /usr /bin /sbin /lib /lib32 /lib64 /etc; do show "$path"; done
while [ "$1" != -- ]; do
    show "$1"
    shift
done
shift

# What is shown is read-only. The other flags are kept: in a user namespace none may be dropped.
mounts=$(cat /proc/self/mountinfo)
while read -r _ _ _ _ point options _; do
    case $point in
        *\\*) point=$(printf '%b' "$(printf '%s' "$point" | sed 's/\\/\\0/g')") ;;
    esac
    case $point in
        "$root/tmp" | "$root/work" | "$root/proc" | "$root/dev"/*) ;;
        "$root"/*) mount -o "remount,bind,$options,ro" "$point" ;;
    esac
done <<END
$mounts
END

# What has no room stays outside.
if [ -n "$files" ]; then cp -RP "$files/." work 2>/dev/null || :; fi
if [ -n "$uid" ]; then chown -R "$uid:$uid" work; fi
# Programs may talk to themselves; not every system has ip.
ip link set lo up 2>/dev/null || :
pivot_root . old
umount -l old
cd /
rmdir old
mount -o remount,ro /
cd /work

drop="--inh-caps=-all --bounding-set=-all --no-new-privs"
become="--reuid=$uid --regid=$uid --clear-groups"
alone="unshare --user --map-current-user --keep-caps"
if [ -z "$uid" ]; then
    set -- setpriv $drop "$@"
elif setpriv $become $alone true 2>/dev/null; then
    set -- setpriv $become $alone setpriv $drop --ambient-caps=-all "$@"
else
    # Not every container lets a user have a user namespace.
    set -- setpriv $become $drop "$@"
fi

set +e
prlimit --nproc="$processes" --data="$memory" --core=0 "$@"
exit $?
