/**
 * Takes over rule files that promtool accepts, so that a broken one stops nobody else: Prometheus itself refuses
 * every reload, and every start, while one is broken.
 *
 * `user-rules-check once|watch SECONDS TARGET FEATURES NAME=FOLDER …`: the files of FOLDER are taken into TARGET/NAME.
 * A broken one stays as it was when it was good. TARGET/check/rejected.yaml has a series for each, and an alert.
 *
 * For the shell and the tools of busybox. All that is to survive a restart of the container is in TARGET.
 */
export const USER_RULES_SCRIPT = String.raw`set -u
mode=$1 period=$2 target=$3 features=$4
shift 4
work=$target/.work

say() { echo "user-rules-check: $*"; }

# A reader sees the file as it was or as it is.
place() { cp "$1" "$2.part" && mv -f "$2.part" "$2"; }

# Judges a file that has changed. Fails where it has to be judged again.
judge() {
  candidate=$work/$kind/candidate/$name
  cp "$1" "$candidate" || return 1
  promtool ${'${features:+"--enable-feature=$features"}'} check rules --lint=none "$candidate" >"$work/verdict" 2>&1
  verdict=$?
  case $verdict in
  0)
    place "$candidate" "$target/$kind/$name" || return 1
    rm -f "$work/$kind/rejected/$name"
    say "$kind/$name is taken"
    ;;
  1)
    if [ -e "$target/$kind/$name" ]; then fate='stays as it was'; else fate='is left out'; fi
    say "$kind/$name is broken and $fate:"
    sed -e "s|$work/$kind/candidate/||g" -e 's/^/  /' "$work/verdict"
    : >"$work/$kind/rejected/$name"
    ;;
  *)
    say "$kind/$name cannot be judged, promtool ended with $verdict:"
    cat "$work/verdict"
    : >"$work/$kind/rejected/$name"
    return 1
    ;;
  esac
  mv -f "$candidate" "$work/$kind/seen/$name"
}

# Looks for what has changed in one folder since the last look.
look() {
  kind=$1 source=$2 from=$2 generation='' again=no
  mkdir -p "$target/$kind" "$work/$kind/seen" "$work/$kind/last" "$work/$kind/candidate" "$work/$kind/rejected"
  if [ -L "$source/..data" ]; then
    # The kubelet swaps this link when an object has changed, and all files with it.
    generation=$(readlink "$source/..data")
    [ "$generation" = "$(cat "$work/$kind/generation" 2>/dev/null)" ] && return
    from=$source/$generation
  fi
  for file in "$from"/*.yaml "$from"/*.yml "$from"/.[!.]*.yaml "$from"/.[!.]*.yml; do
    [ -f "$file" ] || continue
    name=${'${file##*/}'}
    cmp -s "$file" "$work/$kind/seen/$name" && continue
    # Who writes without a swap may be in the middle of it.
    if [ -z "$generation" ] && [ "$mode" = watch ] && ! cmp -s "$file" "$work/$kind/last/$name"; then
      place "$file" "$work/$kind/last/$name"
      continue
    fi
    judge "$file" || again=yes
  done
  gone=''
  for file in "$work/$kind"/seen/* "$work/$kind"/seen/.[!.]* "$work/$kind"/rejected/* "$work/$kind"/rejected/.[!.]*; do
    name=${'${file##*/}'}
    [ -f "$file" ] && [ ! -f "$from/$name" ] && gone="$gone $name"
  done
  # Where the swap has come meanwhile, everything seemed to be gone.
  if [ -n "$generation" ] && [ "$generation" != "$(readlink "$source/..data")" ]; then return; fi
  for name in $gone; do
    [ -e "$target/$kind/$name" ] && say "$kind/$name is gone"
    rm -f "$target/$kind/$name" "$work/$kind/seen/$name" "$work/$kind/last/$name" "$work/$kind/rejected/$name"
  done
  if [ "$again" = no ]; then echo "$generation" >"$work/$kind/generation"; fi
}

# Says by a rule file which files are broken: Prometheus reads it, and needs no other way to be told.
report() {
  {
    echo 'groups:'
    echo '  - name: user-rules-check'
    echo '    rules:'
    for file in "$work"/*/rejected/* "$work"/*/rejected/.[!.]*; do
      [ -f "$file" ] || continue
      folder=${'${file%/rejected/*}'}
      echo '      - record: prometheus_user_rules_rejected'
      echo '        expr: vector(1)'
      echo '        labels:'
      echo "          source: \"${'${folder##*/}'}\""
      echo "          file: \"${'${file##*/}'}\""
    done
    cat <<'END'
      - alert: PrometheusUserRulesRejected
        expr: prometheus_user_rules_rejected == 1
        labels:
          severity: warning
        annotations:
          summary: A rule file of the users is broken.
          description: >-
            promtool refuses the file {{ $labels.file }} ({{ $labels.source }}). Its last good version goes on,
            or none where there is none since the pod started; the log of the container user-rules-check says why.
END
  } >"$work/report"
  mkdir -p "$target/check"
  cmp -s "$work/report" "$target/check/rejected.yaml" || place "$work/report" "$target/check/rejected.yaml"
}

look_at_all() {
  for each; do look "${'${each%%=*}'}" "${'${each#*=}'}"; done
  report
}

trap 'exit 0' TERM INT
look_at_all "$@"
while [ "$mode" = watch ]; do
  sleep "$period" &
  wait $!
  look_at_all "$@"
done
`;
