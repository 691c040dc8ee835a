#!/bin/sh
# Trains the shipped latent-flow model of one calorimeter from nothing: latent-flow.sh zn|zp [path of zdc]
#
# The start is a regression of the mean response: then the encoder has only to say in what a response differs from it. Stopped at any time, the same command continues from its checkpoint, bit for bit.
set -eu
detector=${1:-} zdc=${2:-zdc}
case $detector in
zn) name= strength=0.2 steps=11000 flow=20000 ;;
zp) name=zp- strength=1 steps=8000 flow=20000 ;;
*) echo "usage: latent-flow.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
train() {
    "$zdc" train --detector "$detector" --channels 24,256,32,32,16,16 --batch 32 --generator-rate 1e-3 \
        --particles 200000 --validation-particles 600 --validation-interval 500 --background-light 1e-6 --seed 1 --resume "$@"
}
if [ ! -e "${name}flow-start.safetensors" ]; then
    train --objective vae --regression 4000 --regression-factor 2 --steps 0 --name start \
        --checkpoint "${name}flow-start.checkpoint" -o "${name}flow-start.safetensors"
fi
train --objective latent-flow --start "${name}flow-start.safetensors" --divergence-strength $strength \
    --steps $steps --fixed-norms $steps --flow-steps $flow --checkpoint "${name}latent-flow.checkpoint" -o "${name}latent-flow.safetensors"
