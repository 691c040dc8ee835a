#!/bin/sh
# Trains one of the poster's four models from nothing: poster.sh OBJECTIVE zn|zp SEED [path of zdc]
#
# All four share generator, critic, data, start, steps and rates; only the objective differs. The start is a regression of the
# mean response, made once for each calorimeter and seed. Stopped at any time, the same command continues.
set -eu
[ $# -ge 3 ] || { echo "usage: poster.sh OBJECTIVE zn|zp SEED [path of zdc]" >&2; exit 64; }
objective=$1 detector=$2 seed=$3 zdc=${4:-zdc}
start=start-$detector-$seed
common="--detector $detector --channels 10,256,32,32,16,16 --batch 32 --photon-statistics poisson --seed $seed \
    --particles 200000 --validation-particles 600"
# shellcheck disable=SC2086
"$zdc" train --objective gan $common --regression 4000 --steps 0 --name start \
    --checkpoint "$start.checkpoint" --resume -o "$start.safetensors"
output=$detector-$objective-$seed
# shellcheck disable=SC2086
exec "$zdc" train --objective "$objective" $common --start "$start.safetensors" --steps 3000 --fixed-norms 3000 \
    --generator-rate 1e-5 --critic-rate 2e-4 --validation-interval 250 \
    --checkpoint "$output.checkpoint" --resume -o "$output.safetensors"
