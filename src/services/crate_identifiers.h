#pragma once

#include <string>
#include <string_view>

/// The names by which the rest of the world knows a licence, a person or a publication.
namespace aurora::services {

/// Text as the path of an address: everything but letters, digits, `-._~` and `/` is percent-encoded.
[[nodiscard]] std::string uriPath(std::string_view text);

/// "https://doi.org/10.…" of a DOI in any of its spellings; empty for a text that is none.
[[nodiscard]] std::string doiAddress(std::string_view text);

/// "https://orcid.org/0000-…" in the same way; the last digit, which checks the others, has to be right.
[[nodiscard]] std::string orcidAddress(std::string_view text);

struct CrateLicence
{
    std::string id;  ///< its address, or "#licence"
    std::string name;
    std::string description;
};

/// A licence by its short name ("CC-BY-4.0"), its address, or any other text; what stands there when none is given.
[[nodiscard]] CrateLicence licenceOf(std::string_view text);

}  // namespace aurora::services
