#include "crate_identifiers.h"

#include "aurora/core/text.h"
#include "aurora/services/ro_crate.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace aurora::services {

namespace {

struct KnownLicence
{
    std::string_view shortName;  ///< SPDX
    const char* address;
    const char* name;
};

constexpr std::array licenceTable{
    KnownLicence{"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/",
                 "Creative Commons Attribution 4.0 International"},
    KnownLicence{"CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/",
                 "Creative Commons Attribution-ShareAlike 4.0 International"},
    KnownLicence{"CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/",
                 "Creative Commons Attribution-NonCommercial 4.0 International"},
    KnownLicence{"CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/",
                 "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International"},
    KnownLicence{"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/",
                 "Creative Commons Zero 1.0 Universal"},
    KnownLicence{"ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/",
                 "Open Data Commons Attribution License 1.0"},
    KnownLicence{"ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/",
                 "Open Data Commons Open Database License 1.0"},
};

bool isAddress(std::string_view text)
{
    return text.starts_with("https://") || text.starts_with("http://");
}

/// Without one of the ways in which an identifier is introduced.
std::string_view bare(std::string_view text, std::string_view host, std::string_view scheme)
{
    text = trimmed(text);
    for (const std::string_view protocol : {"https://", "http://"}) {
        if (equalsIgnoringCase(text.substr(0, protocol.size()), protocol)) {
            text.remove_prefix(protocol.size());
            for (const std::string_view prefix : {"www.", "dx."}) {
                text.remove_prefix(text.starts_with(prefix) ? prefix.size() : 0);
            }
        }
    }
    for (const std::string_view start : {host, scheme}) {
        if (equalsIgnoringCase(text.substr(0, start.size()), start)) {
            text.remove_prefix(start.size());
        }
    }
    return trimmed(text);
}

/// The check character of the 15 digits before it, by ISO 7064 MOD 11-2.
char checkCharacter(std::string_view digits)
{
    constexpr int modulus = 11;
    constexpr int ten = 10;
    int total = 0;
    for (const char digit : digits) {
        total = (total + (digit - '0')) * 2;
    }
    const int check = (modulus + 1 - total % modulus) % modulus;
    return check == ten ? 'X' : static_cast<char>('0' + check);
}

}  // namespace

std::string uriPath(std::string_view text)
{
    constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    constexpr unsigned perDigit = 16;
    constexpr std::string_view kept = "-._~/";
    std::string path;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        const bool plain = isDigit(character) || (character >= 'a' && character <= 'z') ||
                           (character >= 'A' && character <= 'Z') || kept.find(character) != std::string_view::npos;
        if (plain) {
            path += character;
        } else {
            path += '%';
            path += hexadecimal[byte / perDigit];
            path += hexadecimal[byte % perDigit];
        }
    }
    return path;
}

std::string doiAddress(std::string_view text)
{
    constexpr std::string_view beginning = "10.";
    const std::string_view doi = bare(text, "doi.org/", "doi:");
    const std::size_t slash = doi.find('/');
    const bool isDoi = doi.starts_with(beginning) && slash != std::string_view::npos && slash > beginning.size() &&
                       slash + 1 < doi.size() &&
                       std::all_of(doi.begin() + 3, doi.begin() + static_cast<std::ptrdiff_t>(slash),
                                   [](char character) { return isDigit(character) || character == '.'; }) &&
                       doi.find_first_of(" \t\"<>") == std::string_view::npos;
    return isDoi ? "https://doi.org/" + std::string(doi) : std::string();
}

std::string orcidAddress(std::string_view text)
{
    constexpr std::size_t length = 19;   // four groups of four, divided by -
    constexpr std::size_t perGroup = 5;  // with its -
    constexpr std::size_t digitsOfNumber = 15;
    const std::string_view orcid = bare(text, "orcid.org/", "orcid:");
    std::string digits;
    for (std::size_t i = 0; i < orcid.size(); ++i) {
        const bool isDash = i % perGroup == perGroup - 1;
        if (isDash != (orcid[i] == '-')) {
            return {};
        }
        if (!isDash) {
            digits += static_cast<char>(std::toupper(static_cast<unsigned char>(orcid[i])));
        }
    }
    const bool isOrcid = orcid.size() == length &&
                         std::all_of(digits.begin(), digits.begin() + digitsOfNumber, isDigit) &&
                         checkCharacter(std::string_view(digits).substr(0, digitsOfNumber)) == digits.back();
    return isOrcid ? "https://orcid.org/" + std::string(orcid.substr(0, length - 1)) + digits.back() : std::string();
}

CrateLicence licenceOf(std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) {
        return {"#licence", "No licence", "No licence was given: ask the authors before you use the data."};
    }
    for (const KnownLicence& known : licenceTable) {
        if (equalsIgnoringCase(text, known.shortName) || text == known.address) {
            return {known.address, known.name, std::string(known.shortName) + ": " + known.name};
        }
    }
    const std::string words(text);
    return {isAddress(text) && text.find(' ') == std::string_view::npos ? words : "#licence", words, words};
}

std::vector<std::string> knownLicences()
{
    std::vector<std::string> names;
    for (const KnownLicence& known : licenceTable) {
        names.emplace_back(known.shortName);
    }
    return names;
}

}  // namespace aurora::services
