#!/bin/sh
# usage: refresh-mirrors.sh ADDRESSES FOLDER
# Mirrors each address (one a line, # for remarks) in FOLDER, or refreshes the mirror that is there. An address that does not answer stops nothing:
# its mirror stays as it was, or is absent, which the fleet's report says.
set -u
addresses=$1 folder=$2
mkdir -p "$folder"
while IFS= read -r address || [ -n "$address" ]; do
    case $address in '' | '#'*) continue ;; esac
    name=$(basename "$address" .git).git
    if [ -d "$folder/$name" ]; then
        git --git-dir="$folder/$name" remote update --prune || echo "not refreshed: $address" >&2
    else
        git clone --quiet --mirror -- "$address" "$folder/$name" || echo "not mirrored: $address" >&2
    fi
done <"$addresses"
