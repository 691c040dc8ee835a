#!/bin/bash

__zdc_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__zdc_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__zdc_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__zdc_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_zdc() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    # Without a command the options are those of explore
    if [[ "${COMP_WORDS[1]}" = -* && "${COMP_WORDS[1]}" != @(--quiet|--json-errors|--no-config) ]]; then
        local -a repeating_flags non_repeating_flags repeating_options non_repeating_options
        _zdc_explore
        return
    fi

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __zdc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    explore|render|simulate|generate|merge|info|sums|evaluate|train|export|import|bench|help)
        # Offer subcommand argument completions
        "_zdc_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'explore render simulate generate merge info sums evaluate train export import bench help' -- "${cur}"))
        ;;
    esac
}

_zdc_explore() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --no-mouse --no-state --version -h --help)
    repeating_options=(--generated --history)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --session --latency --max-rate)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion explore -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--session')
        __zdc_add_completions -f
        return
        ;;
    '--latency')
        __zdc_add_completions -f
        return
        ;;
    '--max-rate')
        return
        ;;
    esac
}

_zdc_render() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __zdc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    explore|diversity|compare|histograms|metrics|training|table)
        # Offer subcommand argument completions
        "_zdc_render_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'explore diversity compare histograms metrics training table' -- "${cur}"))
        ;;
    esac
}

_zdc_render_explore() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --histograms --profiles --own-scale --log-counts --version -h --help)
    repeating_options=(--generated --history)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --picture)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render explore -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--picture')
        __zdc_add_completions -W 'generated'$'\n''true'$'\n''difference'
        return
        ;;
    esac
}

_zdc_render_diversity() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --difference --scale-per-row --full-size --version -h --help)
    repeating_options=(--generated --history)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --row --walk --noise --first)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render diversity -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--row')
        return
        ;;
    '--walk')
        return
        ;;
    '--noise')
        return
        ;;
    '--first')
        return
        ;;
    esac
}

_zdc_render_compare() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --difference --full-size --version -h --help)
    repeating_options=(--generated --history --particle)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --column --row --sweep --shared-scale --first --at --frames)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render compare -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--column')
        return
        ;;
    '--row')
        return
        ;;
    '--sweep')
        return
        ;;
    '--shared-scale')
        __zdc_add_completions -W 'column'$'\n''row'$'\n''all'
        return
        ;;
    '--first')
        return
        ;;
    '--particle')
        return
        ;;
    '--at')
        return
        ;;
    '--frames')
        return
        ;;
    esac
}

_zdc_render_histograms() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --of-particle --alone --version -h --help)
    repeating_options=(--generated --history --over --zoom)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --observable --against --picture --cursor --cursor-y --bins --counts --cut --below)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render histograms -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--over')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render histograms -- --over "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--observable')
        __zdc_add_completions -W 'ch1'$'\n''ch2'$'\n''ch3'$'\n''ch4'$'\n''ch5'$'\n''sum'$'\n''lit'$'\n''brightest'$'\n''distance'$'\n''centre-x'$'\n''centre-y'$'\n''width-x'$'\n''width-y'
        return
        ;;
    '--against')
        __zdc_add_completions -W 'ch1'$'\n''ch2'$'\n''ch3'$'\n''ch4'$'\n''ch5'$'\n''sum'$'\n''lit'$'\n''brightest'$'\n''distance'$'\n''centre-x'$'\n''centre-y'$'\n''width-x'$'\n''width-y'
        return
        ;;
    '--picture')
        __zdc_add_completions -W 'true'$'\n''generated'$'\n''deviation'
        return
        ;;
    '--cursor')
        return
        ;;
    '--cursor-y')
        return
        ;;
    '--bins')
        return
        ;;
    '--counts')
        __zdc_add_completions -W 'linear'$'\n''log'
        return
        ;;
    '--cut')
        return
        ;;
    '--below')
        __zdc_add_completions -W 'ratio'$'\n''pull'$'\n''nothing'
        return
        ;;
    '--zoom')
        return
        ;;
    esac
}

_zdc_render_metrics() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --details --times --version -h --help)
    repeating_options=(--generated --history)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --particles --repeats --runs --least-photons --test-seed --sort --row --plot)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render metrics -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--particles')
        return
        ;;
    '--repeats')
        return
        ;;
    '--runs')
        return
        ;;
    '--least-photons')
        return
        ;;
    '--test-seed')
        return
        ;;
    '--sort')
        return
        ;;
    '--row')
        return
        ;;
    '--plot')
        __zdc_add_completions -W 'cost'
        return
        ;;
    esac
}

_zdc_render_training() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --smooth --version -h --help)
    repeating_options=(--generated --history --over)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --run --cursor --zoom --values)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render training -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--run')
        return
        ;;
    '--over')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--cursor')
        return
        ;;
    '--zoom')
        return
        ;;
    '--values')
        __zdc_add_completions -W 'linear'$'\n''log'
        return
        ;;
    esac
}

_zdc_render_table() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --ascii --unicode --plain --descending --version -h --help)
    repeating_options=(--generated --history)
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --data --pin --seed --index --model --color --map --theme --size --transfer --masks --format --scale --samples --output -o --sort --row)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        __zdc_add_completions -W 'zn'$'\n''zp'$'\n''both'$'\n''zn+zp'$'\n''zp+zn'
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--pin')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion render table -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--color')
        __zdc_add_completions -W 'auto'$'\n''direct'$'\n''256'$'\n''16'$'\n''mono'
        return
        ;;
    '--history')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--map')
        __zdc_add_completions -W 'gnuplot'$'\n''viridis'$'\n''inferno'$'\n''grey'
        return
        ;;
    '--theme')
        __zdc_add_completions -W 'dark'$'\n''light'$'\n''high-contrast'
        return
        ;;
    '--size')
        return
        ;;
    '--transfer')
        __zdc_add_completions -W 'logarithmic'$'\n''squareRoot'$'\n''linear'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''ansi'$'\n''png'$'\n''svg'$'\n''csv'$'\n''json'$'\n''tex'$'\n''npz'
        return
        ;;
    '--scale')
        return
        ;;
    '--samples')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--sort')
        __zdc_add_completions -W 'number'$'\n''species'$'\n''energy'$'\n''x'$'\n''y'$'\n''repeats'$'\n''true'$'\n''generated'$'\n''ws'$'\n''floor'
        return
        ;;
    '--row')
        return
        ;;
    esac
}

_zdc_simulate() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --distinct --resume --version -h --help)
    repeating_options=()
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --sampler --particles --repeats --seed --index --output -o --format --content --masks --shard --threads)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        return
        ;;
    '--sampler')
        return
        ;;
    '--particles')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv|npy|npz|txt|tsv)'
        return
        ;;
    '--repeats')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--format')
        __zdc_add_completions -W 'npz'$'\n''npy'$'\n''csv'$'\n''jsonl'$'\n''o2'
        return
        ;;
    '--content')
        __zdc_add_completions -W 'sums'$'\n''pixels'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--shard')
        return
        ;;
    '--threads')
        return
        ;;
    esac
}

_zdc_generate() {
    repeating_flags=()
    non_repeating_flags=(--off-shell --distinct --resume --version -h --help)
    repeating_options=()
    non_repeating_options=(--species --mass --charge --energy --position --momentum --detector --sampler --particles --repeats --seed --index --output -o --format --content --masks --shard --threads --model --photons)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--species')
        __zdc_add_completions -W 'gamma'$'\n''n'$'\n''p'$'\n''pbar'$'\n''nbar'$'\n''pi+'$'\n''pi-'$'\n''K+'$'\n''K-'$'\n''K0'$'\n''Lambda'$'\n''Sigma+'$'\n''Sigma-'$'\n''Xi0'$'\n''Xi-'$'\n''Omega-'$'\n''e-'$'\n''e+'$'\n''mu-'$'\n''mu+'
        return
        ;;
    '--mass')
        return
        ;;
    '--charge')
        return
        ;;
    '--energy')
        return
        ;;
    '--position')
        return
        ;;
    '--momentum')
        return
        ;;
    '--detector')
        return
        ;;
    '--sampler')
        return
        ;;
    '--particles')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv|npy|npz|txt|tsv)'
        return
        ;;
    '--repeats')
        return
        ;;
    '--seed')
        return
        ;;
    '--index')
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--format')
        __zdc_add_completions -W 'npz'$'\n''npy'$'\n''csv'$'\n''jsonl'$'\n''o2'
        return
        ;;
    '--content')
        __zdc_add_completions -W 'sums'$'\n''pixels'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--shard')
        return
        ;;
    '--threads')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion generate -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--photons')
        __zdc_add_completions -W 'counted'$'\n''rounded'$'\n''truncated'$'\n''fractional'
        return
        ;;
    esac
}

_zdc_merge() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--output -o --format --content --masks --threads)
    __zdc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--format')
        __zdc_add_completions -W 'npz'$'\n''npy'$'\n''csv'$'\n''jsonl'$'\n''o2'
        return
        ;;
    '--content')
        __zdc_add_completions -W 'sums'$'\n''pixels'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--threads')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __zdc_add_completions -o plusdirs -fX '!*.@(npz)'
        return
        ;;
    esac
}

_zdc_info() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __zdc_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    esac
}

_zdc_sums() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--output -o --masks)
    __zdc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--output'|'-o')
        __zdc_add_completions -o plusdirs -fX '!*.@(csv)'
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    esac
}

_zdc_evaluate() {
    repeating_flags=()
    non_repeating_flags=(--classifiers --no-classifiers --times --seen --no-seen --version -h --help)
    repeating_options=(--model --generated)
    non_repeating_options=(--detector --particles --repeats --runs --seed --data --least-photons --masks --format --output -o --threads)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--detector')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion evaluate -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--particles')
        return
        ;;
    '--repeats')
        return
        ;;
    '--runs')
        return
        ;;
    '--seed')
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--generated')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--least-photons')
        return
        ;;
    '--masks')
        __zdc_add_completions -W 'thesis'$'\n''wojnar'$'\n''o2'$'\n''towers'
        return
        ;;
    '--format')
        __zdc_add_completions -W 'text'$'\n''csv'$'\n''json'$'\n''tex'
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--threads')
        return
        ;;
    esac
}

_zdc_train() {
    repeating_flags=()
    non_repeating_flags=(--resume --as-published --version -h --help)
    repeating_options=()
    non_repeating_options=(--objective --output -o --name --width --steps --epochs --flow-steps --joint-steps --batch --seed --detector --data --particles --species-power --validation-particles --encoding --start --regression --checkpoint --checkpoint-interval --history --threads --generator-rate --critic-rate --critic-width --channels --diversity-strength --intensity-strength --position-strength --average-decay --regression-factor --final-factor --fixed-norms --feature-weight --photon-weight --divergence-strength --background-light --encoder-rate --link --photon-statistics --validation-interval)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--objective')
        __zdc_add_completions -W 'energy-score'$'\n''latent-flow'$'\n''vae'$'\n''gan'$'\n''sdi-gan'$'\n''sdi-gan-reg'$'\n''sdi-gan-reg-aux'
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--name')
        return
        ;;
    '--width')
        return
        ;;
    '--steps')
        return
        ;;
    '--epochs')
        return
        ;;
    '--flow-steps')
        return
        ;;
    '--joint-steps')
        return
        ;;
    '--batch')
        return
        ;;
    '--seed')
        return
        ;;
    '--detector')
        return
        ;;
    '--data')
        __zdc_add_completions -o plusdirs -fX '!*.@(npz|npy)'
        return
        ;;
    '--particles')
        return
        ;;
    '--species-power')
        return
        ;;
    '--validation-particles')
        return
        ;;
    '--encoding')
        __zdc_add_completions -W 'raw'$'\n''derived'$'\n''located'$'\n''fine'
        return
        ;;
    '--start')
        __zdc_add_completions -o plusdirs -fX '!*.@(safetensors)'
        return
        ;;
    '--regression')
        return
        ;;
    '--checkpoint')
        __zdc_add_completions -f
        return
        ;;
    '--checkpoint-interval')
        return
        ;;
    '--history')
        __zdc_add_completions -f
        return
        ;;
    '--threads')
        return
        ;;
    '--generator-rate')
        return
        ;;
    '--critic-rate')
        return
        ;;
    '--critic-width')
        return
        ;;
    '--channels')
        return
        ;;
    '--diversity-strength')
        return
        ;;
    '--intensity-strength')
        return
        ;;
    '--position-strength')
        return
        ;;
    '--average-decay')
        return
        ;;
    '--regression-factor')
        return
        ;;
    '--final-factor')
        return
        ;;
    '--fixed-norms')
        return
        ;;
    '--feature-weight')
        return
        ;;
    '--photon-weight')
        return
        ;;
    '--divergence-strength')
        return
        ;;
    '--background-light')
        return
        ;;
    '--encoder-rate')
        return
        ;;
    '--link')
        __zdc_add_completions -W 'relu'$'\n''softplus'
        return
        ;;
    '--photon-statistics')
        return
        ;;
    '--validation-interval')
        return
        ;;
    esac
}

_zdc_export() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--detector --model --output -o --format --scales --pixel-order --charge-unit)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--detector')
        return
        ;;
    '--model')
        __zdc_add_completions -W "$(__zdc_custom_complete ---completion export -- --model "${COMP_CWORD}" "$(__zdc_cursor_index_in_current_word)")"
        return
        ;;
    '--output'|'-o')
        __zdc_add_completions -f
        return
        ;;
    '--format')
        __zdc_add_completions -W 'onnx'$'\n''safetensors'
        return
        ;;
    '--scales')
        __zdc_add_completions -f
        return
        ;;
    '--pixel-order')
        __zdc_add_completions -W 'image'$'\n''o2'
        return
        ;;
    '--charge-unit')
        __zdc_add_completions -W 'thirds'$'\n''e'
        return
        ;;
    esac
}

_zdc_import() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--name --scales --output --pixel-order --charge-unit)
    __zdc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--name')
        return
        ;;
    '--scales')
        __zdc_add_completions -f
        return
        ;;
    '--output')
        __zdc_add_completions -f
        return
        ;;
    '--pixel-order')
        __zdc_add_completions -W 'image'$'\n''o2'
        return
        ;;
    '--charge-unit')
        __zdc_add_completions -W 'thirds'$'\n''e'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __zdc_add_completions -o plusdirs -fX '!*.@(onnx)'
        return
        ;;
    esac
}

_zdc_bench() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=(--only)
    non_repeating_options=(--seconds --compare)
    __zdc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--seconds')
        return
        ;;
    '--only')
        __zdc_add_completions -W 'generator'$'\n''train'$'\n''referenceMC'$'\n''frames'$'\n''sweep'
        return
        ;;
    '--compare')
        return
        ;;
    esac
}

_zdc_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __zdc_offer_flags_options -1
}

complete -o filenames -F _zdc zdc
