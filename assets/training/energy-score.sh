#!/bin/sh
# Trains the shipped energy-score model of a calorimeter from nothing: energy-score.sh zn|zp [zdc]
#
# Stopped at any time, the same command continues from its checkpoint, energy-score-DETECTOR.checkpoint.
set -eu
detector=$1
zdc=${2:-zdc}
case $detector in
zn) name=energy-score steps=60000 ;;
zp) name=zp-energy-score steps=60000 ;;
*) echo "expected zn or zp, found $detector" >&2 && exit 64 ;;
esac
exec "$zdc" train --objective energy-score --detector "$detector" \
    --channels 32,256,32,32,16,16 --batch 32 --steps $steps --fixed-norms 20000 \
    --particles 200000 --validation-particles 600 --validation-interval 1000 --seed 1 \
    --checkpoint "energy-score-$detector.checkpoint" --resume -o "$name.safetensors"
