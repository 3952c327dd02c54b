#include "import_words.h"

#include <string_view>

namespace aurora::services {

std::string clauseOf(const std::string& sentence, const std::string& fileName)
{
    const std::string place = fileName + ": ";
    const std::size_t at = sentence.find(place);
    std::string clause = at == std::string::npos ? sentence : sentence.substr(at + place.size());
    if (const std::size_t opening = clause.find(unassignedOpening); opening != std::string::npos) {
        clause.erase(opening, std::string_view(unassignedOpening).size());
    }
    for (const char* const advice : {keptAdvice, sayAdvice}) {
        clause = clause.substr(0, clause.find(advice));
    }
    return clause;
}

}  // namespace aurora::services
