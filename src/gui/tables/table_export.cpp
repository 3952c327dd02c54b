#include "gui/tables/table_export.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/storage/xlsx.h"
#include "gui/tables/table_text.h"

#include <array>

namespace aurora::gui {

std::size_t writeTable(const std::filesystem::path& file, Table table, const std::string& title, Progress& progress)
{
    const std::size_t rows = table.rows.size();
    if (equalsIgnoringCase(pathText(file.extension()), ".xlsx")) {
        const std::array sheets{storage::Sheet{.name = title, .table = std::move(table)}};
        storage::writeXlsx(file, sheets, progress);
        return rows;
    }
    replaceFileText(file, commaSeparated(table));
    return rows;
}

}  // namespace aurora::gui
