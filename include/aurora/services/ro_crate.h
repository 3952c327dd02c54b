#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::services {

/// What a person says about data that is handed on as an RO-Crate.
struct CrateDescription
{
    struct Author
    {
        std::string name;
        std::string institution;  ///< may be empty
        std::string orcid;        ///< "0000-0002-1825-0097", with or without https://orcid.org/; may be empty

        friend bool operator==(const Author&, const Author&) = default;
    };

    std::string title;            ///< empty: one is made of the samples
    std::string description;      ///< empty: the same
    std::vector<Author> authors;  ///< in the order of the publication
    std::string licence;          ///< a name of knownLicences, an address, or any text; empty: none was given
    std::string doi;              ///< "10.5281/zenodo.123", with or without https://doi.org/; may be empty

    friend bool operator==(const CrateDescription&, const CrateDescription&) = default;
};

/// Names of licences whose address is known: "CC-BY-4.0", ….
[[nodiscard]] std::vector<std::string> knownLicences();

/// What is wrong with the description, a whole sentence: a DOI that is none, an ORCID with a wrong digit, an author
/// without a name. Empty when it can be used.
[[nodiscard]] std::string whyNotDescription(const CrateDescription& description);

/// An author as the command line has it: "Ada Lovelace; Empa; 0000-0002-1825-0097", all but the name may be missing.
[[nodiscard]] CrateDescription::Author authorFromText(std::string_view text);

/// The description that was kept last, for the next crate: the user's, whatever the project. Empty when there is none.
/// @throws Error when the user's configuration cannot be read
[[nodiscard]] CrateDescription crateTemplate();

/// Keeps a description as the template, under the key `RO-Crate template` of the user file. @throws Error
void keepCrateTemplate(const CrateDescription& description);

}  // namespace aurora::services
