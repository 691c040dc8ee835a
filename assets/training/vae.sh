#!/bin/sh
# Trains the shipped VAE of one calorimeter from nothing: vae.sh zn|zp [path of zdc]
#
# The start is a regression of the mean response: then the encoder has only to say in what a response differs from it. Stopped at any
# time, the same command continues from its checkpoint, bit for bit.
set -eu
detector=${1:-} zdc=${2:-zdc}
case $detector in
zn) name= ;;
zp) name=zp- ;;
*) echo "usage: vae.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
train() {
    "$zdc" train --objective vae --detector "$detector" --channels 24,256,32,32,16,16 --batch 32 --photon-statistics clumped=0.08 \
        --generator-rate 1e-3 --particles 200000 --validation-particles 600 --validation-interval 500 --seed 1 --resume "$@"
}
train --regression 4000 --regression-factor 2 --steps 0 --name start \
    --checkpoint "${name}decoder-start.checkpoint" -o "${name}decoder-start.safetensors"
train --start "${name}decoder-start.safetensors" --divergence-strength 5 --steps 8000 --fixed-norms 8000 \
    --checkpoint "${name}vae.checkpoint" -o "${name}vae.safetensors"
