package io.github.jqodi.bench.spark;

import io.github.jqodi.Planner;
import io.github.jqodi.json.PlanLines;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The bulk planner on Spark: scenarios in, plans out, a line each, numbered and answered as {@code jqodi batch} does it. JSON
 * lines are a scenario or an answer a line; Parquet has scenarios in the column {@code scenario}, and answers with their line in
 * the columns {@code line} and {@code answer}.
 */
public final class BulkPlans {
    static final String SCENARIO = "scenario";
    private static final StructType ANSWERS =
            new StructType().add("line", DataTypes.LongType).add("answer", DataTypes.StringType);

    private final SparkSession session;

    /**
     * On a Spark session.
     *
     * @param session not closed
     */
    public BulkPlans(SparkSession session) {
        this.session = session;
    }

    /** Format of files. */
    public enum Format {
        /** A document a line. */
        JSON,
        /** Columns. */
        PARQUET
    }

    /**
     * Plans all scenarios of a file or folder. The parts of the output hold the lines in their order.
     *
     * @param in scenarios, in whatever Spark reads
     * @param inFormat of these
     * @param out folder of the answers, which must not be there yet
     * @param outFormat of these
     */
    public void plan(String in, Format inFormat, String out, Format outFormat) {
        JavaRDD<Row> answers = scenarios(in, inFormat).zipWithIndex().map(line -> {
            long number = line._2() + 1;
            return RowFactory.create(number, Lines.PLANNER.answer(number, line._1()));
        });
        if (outFormat == Format.PARQUET) {
            session.createDataFrame(answers, ANSWERS)
                    .write()
                    .mode(SaveMode.ErrorIfExists)
                    .parquet(out);
        } else {
            Function<Row, String> text = answer -> answer.getString(1);
            session.createDataset(answers.map(text).rdd(), Encoders.STRING())
                    .write()
                    .mode(SaveMode.ErrorIfExists)
                    .text(out);
        }
    }

    private JavaRDD<String> scenarios(String in, Format format) {
        Dataset<String> lines = format == Format.PARQUET
                ? session.read().parquet(in).select(SCENARIO).as(Encoders.STRING())
                : session.read().textFile(in);
        return lines.toJavaRDD();
    }

    /** One planner for each Java process. */
    private static final class Lines {
        static final PlanLines PLANNER = PlanLines.of(Planner.create());
    }

    @Override
    public String toString() {
        return "bulk planner on " + session.sparkContext().appName();
    }
}
