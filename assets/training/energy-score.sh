#!/bin/sh
# Trains the shipped energy-score model of one calorimeter from nothing: energy-score.sh zn|zp [path of zdc]
#
# A fast run, then a long, slower one with more weight on the channel sums. Both see rare species more often than the data have
# them. Stopped at any time, the same command continues from its checkpoint, bit for bit.
set -eu
detector=${1:-} zdc=${2:-zdc}
case $detector in
zn) output=energy-score weight=0.3 particles=2000 ;;
zp) output=zp-energy-score weight=1 particles=4000 ;;
*) echo "usage: energy-score.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
# train NAME OPTION…: one run; one that is done ends at once.
train() {
    name=$1
    shift
    "$zdc" train --objective energy-score --detector "$detector" --channels 24,256,32,32,16,16 --batch 32 --name energy-score \
        --species-power 0.5 --resume "$@" --checkpoint "$name.checkpoint" -o "$name.safetensors"
}
train "start-$output" --generator-rate 2e-3 --steps 10000 --fixed-norms 9000 --particles 200000 --seed 1 \
    --validation-particles 600 --validation-interval 1000
train "$output" --generator-rate 1e-3 --feature-weight 10 --photon-weight $weight --steps 80000 --fixed-norms 80000 \
    --particles 300000 --seed 2 --validation-particles $particles --validation-interval 2000 \
    --start "start-$output.safetensors"
