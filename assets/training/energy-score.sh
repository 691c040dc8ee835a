#!/bin/sh
# Trains the shipped energy-score model of one calorimeter from nothing: energy-score.sh zn|zp [path of zdc]
#
# Two runs: a fast one, and a slower one from its result with more weight on the channel sums. For ZP a third one, with the channel sums
# in photons as well. Stopped at any time, the same command continues from its checkpoint, bit for bit.
set -eu
detector=${1:-} zdc=${2:-zdc}
case $detector in
zn) output=energy-score second=energy-score steps=10500 fixed=9500 ;;
zp) output=zp-energy-score second=second-zp-energy-score steps=9000 fixed=7500 ;;
*) echo "usage: energy-score.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
start=start-$output
train() {
    "$zdc" train --objective energy-score --detector "$detector" --channels 24,256,32,32,16,16 --batch 32 \
        --name energy-score --resume "$@"
}
if [ ! -e "$start.safetensors" ]; then
    train --generator-rate 2e-3 --steps $steps --fixed-norms $fixed --particles 200000 --seed 1 \
        --validation-particles 600 --validation-interval 500 --checkpoint "$start.checkpoint" -o "$start.safetensors"
fi
if [ ! -e "$second.safetensors" ] || [ "$detector" = zn ]; then
    train --generator-rate 1e-3 --feature-weight 10 --steps 15000 --fixed-norms 15000 --particles 300000 --seed 2 \
        --validation-particles 600 --validation-interval 500 \
        --start "$start.safetensors" --checkpoint "$second.checkpoint" -o "$second.safetensors"
fi
[ "$detector" = zp ] || exit 0
train --generator-rate 5e-4 --feature-weight 10 --photon-weight 0.3 --steps 10000 --fixed-norms 10000 --particles 300000 --seed 3 \
    --validation-particles 2000 --validation-interval 1000 \
    --start "$second.safetensors" --checkpoint "$output.checkpoint" -o "$output.safetensors"
