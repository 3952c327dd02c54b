#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"

#include "simulation/neware_rows.h"
#include "simulation/xlsx_book.h"
#include "simulation/xlsx_sheets.h"

#include <algorithm>
#include <optional>

namespace aurora::simulation {

namespace {

namespace fs = std::filesystem;

/// `cell_2.xlsx` is the second part of `cell.xlsx`.
fs::path partName(const fs::path& file, std::size_t part)
{
    if (part == 0) {
        return file;
    }
    fs::path name = file.stem();
    name += "_" + std::to_string(part);
    name += file.extension();
    return file.parent_path() / name;
}

/// Runs write with a temporary path; what goes wrong names the file.
void writeBook(const fs::path& file, const Recording& recording, const XlsxForm& form,
               const std::function<void(XlsxBook&)>& write)
{
    const std::time_t created =
        recording.series.uts.empty() ? 0 : static_cast<std::time_t>(recording.series.uts.front());
    const auto memory = form.texts == CellTexts::Inline ? XlsxBook::Memory::RowByRow : XlsxBook::Memory::WholeBook;
    replaceFile(file, [&](const fs::path& temporary) {
        try {
            XlsxBook book(temporary, memory, created);
            write(book);
            book.close();
        } catch (const Error& error) {
            throw Error(pathText(file) + " could not be written. Is there space left, and may you write there?",
                        error.what());
        }
    });
}

}  // namespace

void writeXlsx(const fs::path& file, const Recording& recording, const CellProgram& program,
               const FileIdentity& identity, const XlsxForm& form)
{
    const CyclingSeries& series = recording.series;
    if (series.hasImpedance()) {
        throw Error(pathText(file) + " was not written: a Neware file holds no impedance. Write it as .mpr.");
    }
    NewareRows rows(series, program);
    writeBook(file, recording, form, [&](XlsxBook& book) {
        writeUnitSheet(book.addSheet("unit"), series, identity);
        writeTestSheet(book.addSheet("test"), series, program, identity);
        const BookSheet cycles = book.addSheet("cycle");
        StepWriter steps(book.addSheet("step"), cycles);
        RecordWriter records(book.addSheet("record"), identity);
        for (std::size_t row = 0; row < form.rowsPerFile && !rows.done(); ++row) {
            const NewareRow& next = rows.next();
            steps.add(next);
            records.add(next);
        }
        steps.finish();
        writeLogSheet(book.addSheet("log"), recording, identity);
        static_cast<void>(book.addSheet("idle"));
        static_cast<void>(book.addSheet("curve"));
    });
    for (std::size_t part = 1; !rows.done(); ++part) {
        writeBook(partName(file, part), recording, form, [&](XlsxBook& book) {
            RecordWriter records(book.addSheet("record"), identity);
            for (std::size_t row = 0; row < form.rowsPerFile && !rows.done(); ++row) {
                records.add(rows.next());
            }
        });
    }
}

}  // namespace aurora::simulation
