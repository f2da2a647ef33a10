#!/bin/sh
# Becomes the process of a container. Started by container.ts in a mount namespace of its own.
#
#   container.sh ROOT MOUNTS USER GROUP GROUPS WORKDIR writable|readonly PROGRAM [ARGUMENT ...]
#
# The file MOUNTS has a line per mount, parents first: "ro|rw <tab> source <tab> path in the container".
set -eu
root=$1 mounts=$2 user=$3 group=$4 groups=$5 workdir=$6 access=$7
shift 7

mount --bind "$root" "$root"

while IFS='	' read -r mode source path; do
  target=$root$path
  if [ -d "$source" ]; then
    mkdir -p "$target"
  elif [ ! -e "$target" ]; then
    mkdir -p "${target%/*}"
    : >"$target"
  fi
  mount --bind "$source" "$target"
  if [ "$mode" = ro ]; then
    mount -o remount,bind,ro "$target"
  fi
done <"$mounts"

mkdir -p "$root$workdir"
if [ "$access" = readonly ]; then
  mount -o remount,bind,ro "$root"
fi

exec chroot "$root" /usr/bin/env -C "$workdir" \
  /usr/bin/setpriv --reuid="$user" --regid="$group" --groups="$groups" \
  --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
