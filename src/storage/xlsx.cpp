#include "aurora/storage/xlsx.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/thread_locale.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace aurora::storage {

namespace {

namespace fs = std::filesystem;

static_assert(mostRowsOfSheet == LXW_ROW_MAX - 1, "one row is the header");

constexpr std::size_t mostRows = mostRowsOfSheet;
constexpr std::size_t mostCharacters = 32'767;  // of a cell
constexpr std::size_t rowsBetweenLooks = 256;   // at the progress
constexpr double keyWidth = 24;                 // of the first column, in characters
constexpr double columnWidth = 14;

/// A workbook that is being made. Its rows go to a file of their own as they are written, so that memory does not grow
/// with them.
class Workbook
{
public:
    explicit Workbook(const fs::path& file)
    {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_workbook = workbook_new_opt(pathText(file).c_str(), &options);
        if (m_workbook == nullptr) {
            throw Error(pathText(file) + ": there is not enough memory to write it.");
        }
        m_headerFormat = workbook_add_format(m_workbook);
        format_set_bold(m_headerFormat);
        format_set_text_wrap(m_headerFormat);
        format_set_align(m_headerFormat, LXW_ALIGN_VERTICAL_TOP);
    }

    ~Workbook() { lxw_workbook_free(m_workbook); }

    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    void add(const Sheet& sheet, Progress& progress)
    {
        std::vector<std::string> header;
        for (const Table::ColumnInfo& column : sheet.table.columns) {
            header.push_back(column.name);
        }
        lxw_worksheet* const out = addSheet(sheet.name, header);
        for (std::size_t row = 0; row < sheet.table.rows.size(); ++row) {
            if (row % rowsBetweenLooks == 0) {
                progress.throwIfCancelled();
            }
            for (std::size_t column = 0; column < sheet.table.rows[row].size(); ++column) {
                addCell(*out, row + 1, column, sheet.table.rows[row][column]);
            }
        }
    }

    /// A new sheet with its header.
    lxw_worksheet* addSheet(const std::string& name, const std::vector<std::string>& header)
    {
        lxw_worksheet* const out = workbook_add_worksheet(m_workbook, name.c_str());
        if (out == nullptr) {
            throw Error("\"" + name + "\" cannot be the name of a sheet.");
        }
        addHeader(*out, header);
        return out;
    }

    static void addCell(lxw_worksheet& out, std::size_t row, std::size_t column, const CellValue& value);

    /// Writes the file. The workbook is gone after that, whether it worked or not.
    void close()
    {
        const lxw_error result = workbook_close(std::exchange(m_workbook, nullptr));
        require(result);
    }

private:
    static void require(lxw_error result)
    {
        if (result != LXW_NO_ERROR) {
            throw Error("could not be written. Is the disk full or the folder read-only?", lxw_strerror(result));
        }
    }

    void addHeader(lxw_worksheet& out, const std::vector<std::string>& header) const
    {
        if (header.empty()) {
            return;
        }
        const auto last = static_cast<lxw_col_t>(header.size() - 1);
        require(worksheet_set_column(&out, 0, last, columnWidth, nullptr));
        require(worksheet_set_column(&out, 0, 0, keyWidth, nullptr));
        worksheet_freeze_panes(&out, 1, 1);
        for (lxw_col_t column = 0; column <= last; ++column) {
            require(worksheet_write_string(&out, 0, column, header[column].c_str(), m_headerFormat));
        }
    }

    lxw_workbook* m_workbook = nullptr;
    lxw_format* m_headerFormat = nullptr;
};

/// The text as far as a cell can hold it.
std::string cellText(const std::string& text)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    if (text.size() <= mostCharacters) {
        return text;
    }
    std::size_t characters = 0;
    const auto end =
        std::find_if(text.begin(), text.end(), [&](char c) { return begins(c) && ++characters > mostCharacters; });
    return {text.begin(), end};
}

void Workbook::addCell(lxw_worksheet& out, std::size_t row, std::size_t column, const CellValue& value)
{
    const auto at = static_cast<lxw_row_t>(row);
    const auto in = static_cast<lxw_col_t>(column);
    if (const auto* const text = std::get_if<std::string>(&value)) {
        require(worksheet_write_string(&out, at, in, cellText(*text).c_str(), nullptr));
    } else if (const auto* const number = std::get_if<double>(&value)) {
        if (std::isfinite(*number)) {
            require(worksheet_write_number(&out, at, in, *number, nullptr));
        }
    } else if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
        require(worksheet_write_number(&out, at, in, static_cast<double>(*integer), nullptr));
    }
}

void requireRoom(const fs::path& file, std::span<const Sheet> sheets)
{
    for (const Sheet& sheet : sheets) {
        if (sheet.table.rows.size() > mostRows || sheet.table.columns.size() > LXW_COL_MAX) {
            throw Error(pathText(file) + ": not written: the sheet \"" + sheet.name + "\" would have " +
                        std::to_string(sheet.table.rows.size()) + " rows and " +
                        std::to_string(sheet.table.columns.size()) + " columns; Excel opens " +
                        std::to_string(mostRows) + " rows and " + std::to_string(LXW_COL_MAX) + " columns.");
        }
    }
}

/// The value of a column in a row as a cell: integers as such, so that none of their digits goes.
CellValue cellOf(const ColumnValues& values, std::size_t row)
{
    return std::visit(
        [row](const auto& elements) -> CellValue {
            using Element = std::decay_t<decltype(elements.front())>;
            if constexpr (std::is_same_v<Element, std::string>) {
                return elements[row];
            } else if constexpr (std::is_integral_v<Element>) {
                return static_cast<std::int64_t>(elements[row]);
            } else {
                return static_cast<double>(elements[row]);
            }
        },
        values);
}

/// Puts rows below each other, and begins another sheet where one is full.
class SheetFiller
{
public:
    SheetFiller(Workbook& workbook, std::string name, std::size_t rowsPerSheet)
        : m_workbook(workbook), m_name(std::move(name)), m_rowsPerSheet(rowsPerSheet)
    {
    }

    /// @throws Cancelled
    void append(const std::vector<Column>& block, const Progress& progress)
    {
        const std::size_t rows = block.empty() ? 0 : rowCount(block.front().values);
        if (m_sheet == nullptr) {
            begin(block);
        }
        for (std::size_t row = 0; row < rows; ++row) {
            if (row % rowsBetweenLooks == 0) {
                progress.throwIfCancelled();
            }
            if (m_rowsOfSheet == m_rowsPerSheet) {
                begin(block);
            }
            ++m_rowsOfSheet;
            for (std::size_t column = 0; column < block.size(); ++column) {
                Workbook::addCell(*m_sheet, m_rowsOfSheet, column, cellOf(block[column].values, row));
            }
        }
        m_rows += rows;
    }

    /// An empty table is an empty sheet.
    void end()
    {
        if (m_sheet == nullptr) {
            begin({});
        }
    }

    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }

private:
    void begin(const std::vector<Column>& block)
    {
        std::vector<std::string> names;
        for (const Column& column : block) {
            names.push_back(header(column));
        }
        ++m_sheets;
        m_sheet = m_workbook.addSheet(m_sheets == 1 ? m_name : m_name + " " + std::to_string(m_sheets), names);
        m_rowsOfSheet = 0;
    }

    Workbook& m_workbook;
    std::string m_name;
    std::size_t m_rowsPerSheet;
    lxw_worksheet* m_sheet = nullptr;
    std::size_t m_sheets = 0;
    std::size_t m_rowsOfSheet = 0;
    std::size_t m_rows = 0;
};

/// replaceFile with a workbook that `fill` fills; the file is named in what goes wrong.
template <class Fill>
void writing(const fs::path& file, const Fill& fill)
{
    const ThreadLocale point(LocalePart::Numbers);  // libxlsxwriter prints numbers by the locale
    replaceFile(file, [&](const fs::path& temporary) {
        try {
            Workbook workbook(temporary);
            fill(workbook);
            workbook.close();
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            throw Error(pathText(file) + ": " + error.what(), error.cause());
        }
    });
}

}  // namespace

void writeXlsx(const fs::path& file, std::span<const Sheet> sheets, Progress& progress)
{
    requireRoom(file, sheets);
    writing(file, [&](Workbook& workbook) {
        for (const Sheet& sheet : sheets) {
            workbook.add(sheet, progress);
        }
    });
}

std::size_t writeXlsx(const fs::path& file, const std::string& sheetName, const RowBlocks& next,
                      const Progress& progress, std::size_t rowsPerSheet)
{
    std::size_t rows = 0;
    writing(file, [&](Workbook& workbook) {
        SheetFiller sheets(workbook, sheetName, rowsPerSheet);
        while (const std::optional<std::vector<Column>> block = next()) {
            sheets.append(*block, progress);
        }
        sheets.end();
        rows = sheets.rows();
    });
    return rows;
}

}  // namespace aurora::storage
