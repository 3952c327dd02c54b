#pragma once

#include "aurora/core/cell_value.h"
#include "gui/frame/number_text.h"
#include "gui/frame/theme.h"

#include <QString>

#include <string>
#include <string_view>

namespace aurora::gui {

/// How the cells of a column are shown.
struct CellFormat
{
    enum class Kind
    {
        Text,
        Number,
        Status
    };

    Kind kind = Kind::Text;
    NumberDigits digits{};  ///< of a real number
    bool isCRate = false;   ///< a number in the words of protocols: C/3
};

/// The name of a column as people read it: "(µL)" where files and database have "(uL)", and one name for what the files
/// of results and the table of results call differently.
[[nodiscard]] QString columnTitle(std::string_view name);

/// The same as an axis of a chart has it: with the signs of a publication.
[[nodiscard]] QString axisTitle(std::string_view name);

/// What the name alone does not tell; of most columns nothing.
[[nodiscard]] QString columnTip(std::string_view name);

/// From the column's name (units stand in it) and type.
[[nodiscard]] CellFormat cellFormat(const Table::ColumnInfo& column);

/// A cell as it is shown: as many digits as the quantity is known to. The whole value is toText() of the core.
[[nodiscard]] QString shownText(const CellValue& value, const CellFormat& format);

/// A status: shape and word in one text, a colour, and for some a picture.
struct StatusLook
{
    QString text;  ///< "▲ Cap loss"
    Tone tone = Tone::Neutral;
    QString icon{};  ///< of resources/icons, may be empty
};

/// How a word of the columns `Flag`, `Status`, `Snapshot status` and `Ready` looks. Unknown words are shown as they
/// are.
[[nodiscard]] StatusLook statusLook(std::string_view word);

/// The status of a row whose server does not answer: shown as stale, with what it was.
[[nodiscard]] std::string staleWord(std::string_view word);

}  // namespace aurora::gui
