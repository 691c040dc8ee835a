#!/bin/sh
# Trains the shipped energy-score model of one calorimeter from nothing: energy-score.sh zn|zp [path of zdc]
#
# Stopped at any time, the same command continues from its checkpoint, bit for bit.
set -eu
detector=${1:-}
case $detector in
zn) output=energy-score steps=10500 fixed=9500 ;;
zp) output=zp-energy-score steps=9000 fixed=7500 ;;
*) echo "usage: energy-score.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
exec "${2:-zdc}" train --objective energy-score --detector "$detector" \
    --channels 24,256,32,32,16,16 --batch 32 --generator-rate 2e-3 --steps $steps --fixed-norms $fixed \
    --particles 200000 --validation-particles 600 --validation-interval 500 --seed 1 \
    --name energy-score --checkpoint "$output.checkpoint" --resume -o "$output.safetensors"
