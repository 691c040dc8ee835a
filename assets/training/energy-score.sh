#!/bin/sh
# Trains the shipped energy-score model of one calorimeter from nothing: energy-score.sh zn|zp [path of zdc]
#
# A fast run; a slower one from its result, with more weight on the channel sums; for ZP a third one, with the channel sums in photons
# as well; and at last a long one with these and with photons in clumps. Stopped at any time, the same command continues from its
# checkpoint, bit for bit.
set -eu
detector=${1:-} zdc=${2:-zdc}
case $detector in
zn) output=energy-score steps=10500 fixed=9500 last=second weight=0.3 long=40000 particles=2000 ;;
zp) output=zp-energy-score steps=9000 fixed=7500 last=third weight=1 long=16000 particles=4000 ;;
*) echo "usage: energy-score.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
# train NAME OPTION…: one run; one that is done ends at once.
train() {
    name=$1
    shift
    "$zdc" train --objective energy-score --detector "$detector" \
        --channels 24,256,32,32,16,16 --batch 32 --name energy-score --resume "$@" \
        --checkpoint "$name.checkpoint" -o "$name.safetensors"
}
train "start-$output" --photon-statistics poisson --generator-rate 2e-3 --steps $steps --fixed-norms $fixed \
    --particles 200000 --seed 1 --validation-particles 600 --validation-interval 500
train "second-$output" --photon-statistics poisson --generator-rate 1e-3 --feature-weight 10 --steps 15000 --fixed-norms 15000 \
    --particles 300000 --seed 2 --validation-particles 600 --validation-interval 500 --start "start-$output.safetensors"
[ $last = second ] || train "third-$output" --photon-statistics poisson --generator-rate 5e-4 --feature-weight 10 \
    --photon-weight 0.3 --steps 10000 --fixed-norms 10000 --particles 300000 --seed 3 --validation-particles 2000 \
    --validation-interval 1000 --start "second-$output.safetensors"
train "$output" --photon-statistics clumped=0.08 --generator-rate 1e-3 --feature-weight 10 --photon-weight $weight \
    --steps $long --fixed-norms $long --particles 300000 --seed 4 --validation-particles $particles --validation-interval 2000 \
    --start "$last-$output.safetensors"
