#!/bin/sh
# Trains the shipped latent-flow model of one calorimeter from nothing: latent-flow.sh zn|zp [path of zdc]
#
# First a regression of the mean response: then the encoder has only to say in what a response differs from it. Then encoder, decoder and
# flow; from their result decoder and flow together; then these with the channel sums in photons in their score; then with photons
# in clumps; and for ZP at last with more weight on the sums. Stopped at any time, the same command continues from its checkpoint, bit for bit.
set -eu
detector=${1:-} zdc=${2:-zdc}
case $detector in
zn) name= strength=0.2 steps=11000 rate=1e-3 weight=1 clumps=16000 particles=4000 third=latent-flow ;;
zp) name=zp- strength=1 steps=8000 rate=7e-4 weight=0.5 clumps=30000 particles=2000 third=clumps-zp-latent-flow ;;
*) echo "usage: latent-flow.sh zn|zp [path of zdc]" >&2; exit 64 ;;
esac
output=${name}latent-flow
train() {
    "$zdc" train --detector "$detector" --channels 24,256,32,32,16,16 --batch 32 --background-light 1e-6 --resume "$@"
}
together() {
    train --objective latent-flow --steps 0 --flow-steps 0 --feature-weight 10 --particles 300000 "$@"
}
train --photon-statistics poisson --objective vae --regression 4000 --regression-factor 2 --steps 0 --name start \
    --generator-rate 1e-3 --particles 200000 --seed 1 --validation-particles 600 --validation-interval 500 \
    --checkpoint "${name}flow-start.checkpoint" -o "${name}flow-start.safetensors"
train --photon-statistics poisson --objective latent-flow --start "${name}flow-start.safetensors" \
    --divergence-strength $strength --steps $steps --fixed-norms $steps --flow-steps 20000 --generator-rate 1e-3 \
    --particles 200000 --seed 1 --validation-particles 600 --validation-interval 500 \
    --checkpoint "start-$output.checkpoint" -o "start-$output.safetensors"
together --photon-statistics poisson --start "start-$output.safetensors" --joint-steps 60000 --generator-rate $rate \
    --encoder-rate 2e-4 --seed 2 --validation-particles 600 --validation-interval 500 \
    --checkpoint "joint-$output.checkpoint" -o "joint-$output.safetensors"
together --photon-statistics poisson --start "joint-$output.safetensors" --joint-steps 20000 --photon-weight 0.3 \
    --generator-rate 5e-4 --encoder-rate 1e-4 --seed 3 --validation-particles 2000 --validation-interval 1000 \
    --checkpoint "sums-$output.checkpoint" -o "sums-$output.safetensors"
together --photon-statistics clumped=0.08 --start "sums-$output.safetensors" --joint-steps $clumps --photon-weight $weight \
    --generator-rate 5e-4 --encoder-rate 1e-4 --seed 4 --validation-particles $particles --validation-interval 2000 \
    --checkpoint "$third.checkpoint" -o "$third.safetensors"
[ "$third" = "$output" ] || together --photon-statistics clumped=0.08 --start "$third.safetensors" --joint-steps 16000 \
    --photon-weight 2 --generator-rate 5e-4 --encoder-rate 1e-4 --seed 5 --validation-particles 4000 --validation-interval 2000 \
    --checkpoint "$output.checkpoint" -o "$output.safetensors"
