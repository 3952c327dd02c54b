#pragma once

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <filesystem>
#include <string>

namespace aurora::services {

/// Calls write with the temporary path. An error that names it names the final one instead, which the user knows.
template <class Write>
void writeNamingFinal(const TemporaryFile& temporary, const std::filesystem::path& finalPath, const Write& write)
{
    try {
        write(temporary.path());
    } catch (const Error& error) {
        std::string sentence = error.what();
        const std::string name = pathText(temporary.path());
        const std::size_t at = sentence.find(name);
        if (at == std::string::npos) {
            throw;
        }
        throw Error(sentence.replace(at, name.size(), pathText(finalPath)), error.cause());
    }
}

}  // namespace aurora::services
